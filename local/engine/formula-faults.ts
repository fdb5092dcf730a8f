/** What a failed formula shows: Google's error code, and a sentence for the person who hovers over it. */
import { ErrorType } from 'hyperformula';
import { CellFault } from './display';

const faults: { readonly [type in ErrorType]: readonly [code: string, sentence: string] } = {
  DIV_BY_ZERO: ['#DIV/0!', 'Une division par zéro est impossible.'],
  NAME: ['#NAME?', 'La formule emploie une fonction ou une plage nommée inconnue.'],
  VALUE: ['#VALUE!', 'Une valeur de la formule n’est pas du type attendu.'],
  NUM: ['#NUM!', 'Un nombre de la formule n’est pas valide.'],
  NA: ['#N/A', 'La valeur cherchée n’existe pas.'],
  CYCLE: ['#REF!', 'Une dépendance circulaire a été détectée.'],
  REF: ['#REF!', 'La référence n’existe pas.'],
  SPILL: ['#REF!', 'Le tableau de résultats n’a pas été développé, car il écraserait des cellules remplies.'],
  LIC: ['#ERROR!', 'Le moteur de formules n’a pas sa licence.'],
  ERROR: ['#ERROR!', 'Erreur d’analyse de la formule.'],
};

/** The fault of an engine's error; the sentence of a script is kept, the engine's own English is not shown. */
export function engineFault(type: ErrorType, message: string | undefined): CellFault {
  const [code, sentence] = faults[type];
  const fromScript =
    type === ErrorType.ERROR && message !== undefined && message !== '' && !/^Parsing error/.test(message);
  return new CellFault(code, fromScript ? message : sentence);
}

/** The engine's type for an error code. */
export function engineErrorType(code: string): ErrorType {
  const types: ErrorType[] = [
    ErrorType.DIV_BY_ZERO,
    ErrorType.NAME,
    ErrorType.VALUE,
    ErrorType.NUM,
    ErrorType.NA,
    ErrorType.REF,
  ];
  return types.find(type => faults[type][0] === code) ?? ErrorType.ERROR;
}

/** What Sheets shows while a formula is typed: the JSDoc of each function agrees with its parameters. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const FOLDER = path.join(__dirname, '../../src/sheets/custom-functions');

interface Documented {
  readonly name: string;
  readonly parameters: { readonly name: string; readonly optional: boolean }[];
  readonly doc: string;
}

const formulas: Documented[] = readdirSync(FOLDER).flatMap(file => {
  const source = ts.createSourceFile(file, readFileSync(path.join(FOLDER, file), 'utf8'), ts.ScriptTarget.ES2020, true);
  return source.statements
    .filter(ts.isFunctionDeclaration)
    .filter(declaration => declaration.name?.text.startsWith('AICT_'))
    .map(declaration => ({
      name: declaration.name?.text ?? '',
      parameters: declaration.parameters.map(one => ({
        name: one.name.getText(),
        optional: one.questionToken !== undefined,
      })),
      doc: ts.getJSDocCommentsAndTags(declaration).at(-1)?.getText() ?? '',
    }));
});

/** The public face: names and order of the arguments, optional ones between brackets. */
const PUBLIC: Readonly<Record<string, string>> = {
  AICT_TAUX: 'adherent; [tauxAdherent]; [tauxNonAdherent]',
  AICT_PART_DISPOSITIF: 'montant; adherent; [tauxAdherent]; [tauxNonAdherent]; [plafond]',
  AICT_PART_COLLECTIVITE: 'montant; adherent; [tauxAdherent]; [tauxNonAdherent]; [plafond]',
  AICT_COLONNE: 'titre; montants; adherents; tauxAdherent; tauxNonAdherent; [plafond]',
  AICT_BUDGET_RESTANT: 'enveloppe; reserve; engage',
  AICT_DATE_LIMITE: 'envoi; [jours]; [mode]; [zone]; [feries]; [report]',
  AICT_JOURS: 'debut; fin; [mode]; [zone]; [feries]',
  AICT_DELAI: 'recu; limite',
  AICT_NOTE_PRIX: 'prix; tousLesPrix; points',
  AICT_SIRET_VALIDE: 'numero',
};

it('every formula of the public face is there, with its arguments in order', () => {
  for (const [name, expected] of Object.entries(PUBLIC)) {
    const found = formulas.find(formula => formula.name === name);
    const shown = found?.parameters.map(one => (one.optional ? `[${one.name}]` : one.name)).join('; ');
    expect(`${name}(${shown})`).toBe(`${name}(${expected})`);
  }
});

it.each(formulas.map(formula => [formula.name, formula] as const))('%s is documented for Sheets', (_name, formula) => {
  const { doc, parameters } = formula;
  expect(doc).toContain('@customfunction');
  expect(doc).toMatch(/@return \{.+\} \S/);
  const documented = [...doc.matchAll(/@param \{(.+?)\} (\[?)(\w+)\]? (\S.*)/g)];
  expect(documented.map(([, , bracket, name]) => ({ name, optional: bracket === '[' }))).toEqual(parameters);
});

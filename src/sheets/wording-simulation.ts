/** What « Simuler la sélection » says, in French: the names of the selections, their figures in words, what was filled in. */
import type { SelectionRule } from '../scheme/simulation';

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`;
const french = (score: number): string => String(score).replace('.', ',');

export const simulationWording = {
  title: 'Simuler la sélection',
  noCandidate:
    'Aucune demande n’attend de décision : seules les demandes « complète » ou « ajournée » peuvent être choisies.',
  rules: {
    membersFirst: 'Adhérents d’abord',
    bestScore: 'Meilleure note totale',
    bySupportType: 'Par type d’appui',
    ticked: 'Décisions saisies',
  } satisfies Record<SelectionRule, string>,
  explained: {
    membersFirst:
      'L’ordre du dispositif : les adhérents avant les non-adhérents, puis la note, puis l’heure de réception ; ce qui ne tient plus est passé, et les suivantes sont essayées.',
    bestScore:
      'La plus grande somme de notes que l’enveloppe permette, trouvée exactement ; adhérents et non-adhérents à égalité. À note égale : le plus de demandes, puis le moindre coût. Une demande sans note compte 0 ; les dérogations à l’enveloppe ne comptent pas.',
    bySupportType:
      'La première demande de chaque type d’appui à son tour, dans l’ordre du dispositif, puis la deuxième de chacun, et ainsi de suite.',
    ticked:
      'Les demandes dont la colonne « Décision » dit « retenue », telles qu’Appliquer les décisions les financerait.',
  } satisfies Record<SelectionRule, string>,
  before: (remaining: string, count: number) =>
    `Reste sur l’enveloppe : ${remaining}. ${plural(count, 'demande attend', 'demandes attendent')} une décision. Rien n’est encore changé.`,
  figures: (count: number, members: number, cost: string, remaining: string, score: number) =>
    `${plural(count, 'demande retenue', 'demandes retenues')} (${plural(members, 'adhérent', 'adhérents')}), coût pour le dispositif ${cost}, reste ${remaining}, note totale ${french(score)}`,
  heading: (rule: string, figures: string) => `${rule} : ${figures}.`,
  selected: (list: string) => `Retenues : ${list}.`,
  nobodySelected: 'Retenues : aucune.',
  selectedOne: (reference: string, share: string) => `${reference} (${share})`,
  leftOut: (list: string) => `Laissées : ${list}.`,
  nobodyLeftOut: 'Laissées : aucune.',
  leftOutOne: (reference: string, reason: string) => `${reference} (${reason})`,
  notFound: (rule: string, reason: string) => `${rule} : ${reason}`,

  unknownRule: 'Cette sélection n’existe pas : relancez « Simuler la sélection ».',
  changed:
    'Le classeur a changé depuis la simulation : rien n’a été rempli. Relancez « Simuler la sélection » pour voir les sélections d’aujourd’hui.',
  filled: (rule: string, selected: number, leftOut: number) =>
    `« ${rule} » : la colonne « Décision » est remplie, ${plural(selected, 'retenue', 'retenues')}, ${plural(leftOut, 'ajournée', 'ajournées')}. Rien n’est encore décidé : relisez-la, sélectionnez ces lignes de Demandes, puis « Appliquer les décisions ».`,
  nothingToFill: (rule: string) =>
    `« ${rule} » : la colonne « Décision » dit déjà la même chose. Sélectionnez les lignes de Demandes, puis « Appliquer les décisions ».`,
};

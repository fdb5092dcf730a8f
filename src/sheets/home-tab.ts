/** Tab Accueil: what there is to do today, as live counts over the other tabs. */
import { columnRanges } from './cell-address';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

export interface HomeRow {
  readonly label: string;
  readonly formula: string;
}

/** Label and formula of each row, in order; a row without a formula is a heading. */
export function homeRows(spreadsheet: Spreadsheet): HomeRow[] {
  const range = columnRanges(spreadsheet);
  const requests = range('requests', 'status');
  const consultations = range('consultations', 'status');
  const timeliness = range('bids', 'timeliness');
  const nature = range('messages', 'nature');
  const count = (label: string, range: string, value: string): HomeRow => ({
    label,
    formula: `=COUNTIF(${range}; "${value}")`,
  });
  return [
    { label: 'Aujourd’hui', formula: '' },
    { label: 'À faire', formula: '' },
    count('Demandes reçues, complétude à vérifier', requests, 'reçue'),
    count('Demandes à compléter par la collectivité', requests, 'à compléter'),
    count('Demandes complètes, à présenter au comité', requests, 'complète'),
    count('Demandes retenues, besoin à qualifier', requests, 'retenue'),
    count('Demandes qualifiées, à mettre en consultation', requests, 'qualifiée'),
    count('Consultations échues, plis à ouvrir', consultations, 'échue'),
    count('Consultations ouvertes, à classer et à attribuer', consultations, 'plis ouverts'),
    count('Messages à vérifier', nature, 'à vérifier'),
    { label: 'En cours', formula: '' },
    count('Consultations envoyées, en attente de réponses', consultations, 'envoyée'),
    count('Offres reçues hors délai', timeliness, 'hors délai'),
    { label: 'Budget', formula: '' },
    { label: 'Enveloppe (€)', formula: '=Budget!B2' },
    { label: 'Réservé (€)', formula: '=Budget!B3' },
    { label: 'Engagé (€)', formula: '=Budget!B4' },
    { label: 'Restant (€)', formula: '=Budget!B6' },
  ];
}

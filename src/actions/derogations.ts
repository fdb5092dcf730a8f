/** Derogations recorded in the workbook, as the rules take them. */
import type { EnvelopeDerogation } from '../scheme/envelope';
import { type Cents, ZERO } from '../scheme/money';
import type { CeilingDerogation } from '../scheme/shares';
import type { Row } from '../sheets/schema';
import type { Desk } from './desk';

/** The natures of derogation, as the column `Nature` shows them. */
export const DEROGATION_NATURES = {
  excess: 'dépassement à la charge de la collectivité',
  base: 'relèvement du plafond',
  envelope: 'dépassement de l’enveloppe',
  late: 'offre hors délai',
} as const;
export type DerogationNature = keyof typeof DEROGATION_NATURES;

/** The nature meant by what a person typed; null when it cannot be told. */
export function parseNature(typed: string): DerogationNature | null {
  const text = typed
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/’/g, "'")
    .toLowerCase();
  if (text.includes('enveloppe')) return 'envelope';
  if (text.includes('retard') || text.includes('delai')) return 'late';
  if (text.includes('collectivite') || text.includes('excedent')) return 'excess';
  if (text.includes('relev') || text.includes('plafond') || text.includes('base')) return 'base';
  return text.includes('depassement') ? 'excess' : null;
}

type Derogation = Row<'derogations'>;

/** The derogations recorded in the workbook; no call while there are none. */
export function derogationsOf(desk: Desk): Derogation[] {
  const table = desk.workbook.table('derogations');
  return table.height === 0 ? [] : table.all().map(({ values }) => values);
}

/** Whether the derogation is about one of these references, whatever its nature. */
function about({ subject }: Derogation, references: readonly string[]): boolean {
  return references.includes(subject);
}

/** The latest ceiling derogation for one of these references (request, consultation or bid), with its number. */
export function ceilingDerogation(
  derogations: readonly Derogation[],
  references: readonly string[],
): { number: string; derogation: CeilingDerogation } | null {
  for (const row of [...derogations].reverse()) {
    if (!about(row, references)) continue;
    if (row.nature === DEROGATION_NATURES.excess)
      return { number: row.number, derogation: { kind: 'excessCarriedByAuthority' } };
    if (row.nature === DEROGATION_NATURES.base && row.amount !== null)
      return { number: row.number, derogation: { kind: 'raisedBase', upTo: row.amount } };
  }
  return null;
}

/** How far below zero the envelope may go for one of these references. */
export function envelopeDerogation(
  derogations: readonly Derogation[],
  references: readonly string[],
): EnvelopeDerogation | undefined {
  const amounts: Cents[] = derogations
    .filter(row => about(row, references) && row.nature === DEROGATION_NATURES.envelope)
    .map(({ amount }) => amount ?? ZERO);
  const overrun = amounts.sort((a, b) => b - a)[0];
  return overrun === undefined ? undefined : { overrun };
}

/** Whether a derogation lets a late bid be awarded. */
export function lateDerogation(derogations: readonly Derogation[], references: readonly string[]): boolean {
  return derogations.some(row => about(row, references) && row.nature === DEROGATION_NATURES.late);
}

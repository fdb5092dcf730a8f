/** What must hold of the money of a workbook at every moment, to the cent. */
import type { Rows } from '../actions/playing';

const cents = (cell: unknown): number => Math.round(Number(cell || 0) * 100);
const total = (rows: Rows[string] | undefined, header: string): number =>
  (rows ?? []).reduce((all, row) => all + cents(row[header]), 0);

/** Requests in these states hold their reservation. */
const RESERVING = ['retenue', 'qualifiée', 'en consultation'];
/** Requests in these states have held one, which stays written beside the assignment. */
const AWARDED = ['attribuée', 'en cours', 'livrée', 'acceptée', 'payée', 'close'];

/** Sums of the movements of an assignment, by sense. */
const moved = (rows: Rows, assignment: unknown, ...senses: string[]): number =>
  total(
    rows.Mouvements?.filter(row => row.Marché === assignment && senses.includes(String(row.Sens))),
    'Montant',
  );

/** What does not hold, in words; nothing when all does. */
export function accountProblems(rows: Rows): string[] {
  const item = (name: string) => cents(rows.Budget?.find(({ Poste }) => Poste === name)?.Montant);
  const problems: string[] = [];
  const check = (isRight: boolean, what: string) => {
    if (!isRight) problems.push(what);
  };
  const reserving = rows.Demandes?.filter(({ Statut }) => RESERVING.includes(String(Statut)));
  check(item('Réservé') + item('Engagé') + item('Restant') === item('Enveloppe'), 'the envelope');
  check(item('Réservé') === total(reserving, 'Montant réservé'), 'what is reserved');
  check(item('Engagé') === total(rows.Marchés, 'Part dispositif'), 'what is committed');
  check(item('dont payé') <= item('Engagé'), 'what is paid');
  check(item('Participations encaissées') === total(rows.Marchés, 'Contribution reçue'), 'what came in');
  check(item('Restant') >= 0, 'what is left');
  for (const row of rows.Demandes ?? [])
    check(
      row['Montant réservé'] === '' || [...RESERVING, ...AWARDED].includes(String(row.Statut)),
      `${row.Référence}: nothing is reserved any more`,
    );
  for (const row of rows.Marchés ?? []) {
    const name = String(row.Référence);
    const [scheme, authority] = [cents(row['Part dispositif']), cents(row['Part collectivité'])];
    const price = row.État === 'résilié' ? row['Travaux acceptés'] : row['Montant TTC'];
    check(scheme + authority === cents(price), `${name}: its shares`);
    const received = moved(rows, name, 'participation reçue') - moved(rows, name, 'remboursement');
    check(cents(row['Contribution reçue']) === received, `${name}: its contribution`);
    const paid = moved(rows, name, 'acompte', 'solde') - moved(rows, name, 'avoir');
    check(cents(row.Payé) === paid && paid >= 0, `${name}: what was paid`);
    check(cents(row['Montant facturé']) <= cents(row['Montant TTC']), `${name}: its invoices`);
    check(scheme <= 15_000_00, `${name}: its ceiling`);
  }
  return problems;
}

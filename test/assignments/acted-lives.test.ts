/** A random life of three assignments by the real menu, in any order: the workbook adds up to the cent after every gesture. */
import { type Played, play, type Rows } from '../actions/playing';
import { awarded, run, toldBy } from './awarded';

/** Whole numbers below `most`, the same at every run (a linear congruential generator). */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return most => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const GESTURES = 90;
const AMOUNTS = ['2 960', '1 000', '0,01', '14 800', '7 400', '5 000', '15 000', '12 345,67', '960'];

function randomGestures(): string {
  const below = dice(20181105);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const movement = (direction: string) => (number: number) =>
    run('Enregistrer un mouvement', [direction, pick(AMOUNTS), '19/11/2018', `VIR-${below(40)}`], number);
  const acts: readonly ((number: number) => string)[] = [
    number => run('Établir le marché', ['19/11/2018'], number),
    number => run('Appeler la contribution', ['oui'], number),
    movement('participation reçue'),
    movement('participation reçue'),
    movement('remboursement'),
    movement('avoir'),
    movement('solde'),
    number => run('Enregistrer les livrables', ['rapport'], number),
    number => run('Constater le service fait', ['CUF', pick(['accepté', 'accepté', 'refusé']), 'motif'], number),
    number =>
      run('Constater le service fait', ['collectivité', pick(['accepté', 'accepté', 'refusé']), 'motif'], number),
    number => run('Enregistrer une facture', [`F-${below(30)}`, pick(AMOUNTS), '19/11/2018'], number),
    number => run('Autoriser le paiement', ['oui'], number),
    number => run('Autoriser le paiement', ['oui'], number),
    number => run('Enregistrer un avenant', [pick(AMOUNTS), 'motif'], number),
    number => (below(4) === 0 ? run('Résilier', ['motif', pick(AMOUNTS)], number) : ''),
  ];
  return Array.from({ length: GESTURES }, () => pick(acts)(1 + below(3))).join('');
}

const cents = (cell: unknown): number => Math.round(Number(cell || 0) * 100);
const total = (rows: Rows[string] | undefined, header: string): number =>
  (rows ?? []).reduce((all, row) => all + cents(row[header]), 0);

/** Sums of the movements of an assignment, by sense. */
const moved = (rows: Rows, assignment: unknown, ...senses: string[]): number =>
  total(
    rows.Mouvements?.filter(row => row.Marché === assignment && senses.includes(String(row.Sens))),
    'Montant',
  );

function problemsOf(rows: Rows): string[] {
  const item = (name: string) => cents(rows.Budget?.find(({ Poste }) => Poste === name)?.Montant);
  const problems: string[] = [];
  const check = (isRight: boolean, what: string) => {
    if (!isRight) problems.push(what);
  };
  check(item('Réservé') + item('Engagé') + item('Restant') === item('Enveloppe'), 'the envelope');
  check(item('Engagé') === total(rows.Marchés, 'Part dispositif'), 'what is committed');
  check(item('dont payé') <= item('Engagé'), 'what is paid');
  check(item('Restant') >= 0, 'what is left');
  for (const row of rows.Marchés ?? []) {
    const name = String(row.Référence);
    const [scheme, authority] = [cents(row['Part dispositif']), cents(row['Part collectivité'])];
    const price = row.État === 'résilié' ? row['Travaux acceptés'] : row['Montant TTC'];
    check(scheme + authority === cents(price), `${name}: its shares`);
    const received = moved(rows, name, 'participation reçue') - moved(rows, name, 'remboursement');
    check(cents(row['Contribution reçue']) === received, `${name}: its contribution`);
    const paid = moved(rows, name, 'acompte', 'solde') - moved(rows, name, 'avoir');
    check(cents(row.Payé) === paid, `${name}: what was paid`);
    check(cents(row['Montant facturé']) <= cents(row['Montant TTC']), `${name}: its invoices`);
  }
  return problems;
}

describe('a random life by the menu', () => {
  let played: Played;
  const problems: string[] = [];
  beforeAll(async () => {
    let step = 0;
    const steps = awarded({ members: [true, false, true], settings: ', Acomptes: "20 %"' }) + randomGestures();
    played = await play(steps, undefined, {}, rows => {
      step += 1;
      problems.push(...problemsOf(rows).map(problem => `step ${step}, ${problem}`));
    });
  });

  it('adds up to the cent after every gesture, done or refused', () => {
    expect(problems).toEqual([]);
  });

  it('ends no gesture otherwise than done or refused with a sentence', () => {
    expect(played.performance.stage.screens.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(toldBy(played, 'Enregistrer un mouvement').join('\n')).not.toContain('erreur inattendue');
    const titles = new Set(played.performance.stage.screens.map(({ title }) => title));
    expect([...titles]).toEqual(
      expect.arrayContaining(['Autoriser le paiement', 'Enregistrer un avenant', 'Résilier']),
    );
  });

  it('gets far enough to say something: money came in, some was paid, something was refused', () => {
    const senses = new Set(played.workbook.Mouvements?.map(({ Sens }) => Sens));
    expect([...senses]).toEqual(expect.arrayContaining(['participation reçue', 'remboursement', 'acompte', 'solde']));
    expect(played.workbook.Mouvements?.length).toBeGreaterThan(5);
  });
});

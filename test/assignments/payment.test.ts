/** Invoices, payments, amendments, terminations, withdrawals: what is refused, what moves, and the money to the cent. */
import { type Played, play, rowOf } from '../actions/playing';
import { awarded, plain, run, toldBy } from './awarded';

const accepted = (number: number): string =>
  [
    run('Enregistrer les livrables', ['rapport'], number),
    run('Constater le service fait', ['CUF', 'accepté', ''], number),
    run('Constater le service fait', ['collectivité', 'accepté', ''], number),
  ].join('');

const budget = (played: Played) =>
  Object.fromEntries(
    ['Réservé', 'Engagé', 'dont payé', 'Restant', 'Participations encaissées'].map(item => [
      item,
      rowOf(played.workbook.Budget, 'Poste', item).Montant,
    ]),
  );

const STORY = [
  awarded({ members: [true, false, true, true] }),
  // MS-001: paid to the end.
  run('Autoriser le paiement'),
  run('Enregistrer une facture'),
  ...[1, 2, 3, 4].map(number => run('Établir le marché', ['19/11/2018'], number)),
  accepted(1),
  run('Autoriser le paiement'),
  run('Enregistrer une facture', ['F-12', '14 800,01', '19/11/2018']),
  run('Enregistrer une facture', ['F-12', '14 800', '20/11/2018']),
  run('Enregistrer une facture', ['F-12', '14 800', '19/11/2018']),
  run('Enregistrer une facture', ['f 12', '1', '19/11/2018']),
  run('Enregistrer une facture', ['F-13', '1', '19/11/2018']),
  run('Enregistrer une facture', ['AV-1', '-800', '19/11/2018']),
  run('Enregistrer une facture', ['F-14', '800', '19/11/2018']),
  run('Enregistrer une facture', ['F-12', '100', '19/11/2018'], 2),
  run('Enregistrer un mouvement', ['participation reçue', '2 960', '19/11/2018', 'VIR-1']),
  run('Autoriser le paiement', ['non']),
  run('Autoriser le paiement', ['oui']),
  run('Autoriser le paiement'),
  run('Enregistrer un mouvement', ['solde', '14 000', '19/11/2018', 'VIR-2']),
  run('Enregistrer un mouvement', ['solde', '14 800', '19/11/2018', 'VIR-2']),
  run('Enregistrer un mouvement', ['solde', '14 800', '19/11/2018', 'VIR-2']),
  run('Enregistrer un mouvement', ['solde', '14 800', '19/11/2018', 'VIR-3']),
  run('Résilier'),
  '\n  - edit: { tab: Demandes, row: DEM-2018-001, values: { Statut: close } }',
  // MS-002: amended, then terminated with nothing accepted.
  run('Enregistrer un avenant', ['15 000,01', 'Un atelier de plus.'], 2),
  run('Enregistrer un avenant', ['14 800', 'Rien.'], 2),
  run('Enregistrer un avenant', ['15 000', ''], 2),
  run('Enregistrer un avenant', ['15 000', 'Un atelier de plus.'], 2),
  run('Résilier', ['Le titulaire renonce.', '15 000,01'], 2),
  run('Résilier', ['Le titulaire renonce.', '0'], 2),
  run('Enregistrer un retrait', [], 2).replace('MS-2018-002', 'DEM-2018-002').replace('[]', '[Le besoin a disparu.]'),
  // MS-003: 2 960 € paid in, then the authority withdraws.
  run('Enregistrer un mouvement', ['participation reçue', '2 960', '19/11/2018', 'VIR-31'], 3),
  run('Enregistrer un retrait', [], 3).replace('MS-2018-003', 'DEM-2018-003').replace('[]', '[Le maire renonce.]'),
  run('Enregistrer un mouvement', ['remboursement', '2 960', '19/11/2018', 'VIR-32'], 3),
  run('Enregistrer les livrables', [], 3),
  // MS-004: 2 960 € paid in, work worth 5 000 € accepted.
  run('Enregistrer un mouvement', ['participation reçue', '2 960', '19/11/2018', 'VIR-41'], 4),
  run('Résilier', ['Fin anticipée.', '5000'], 4),
  run('Enregistrer un mouvement', ['remboursement', '1 960,01', '19/11/2018', 'VIR-42'], 4),
  run('Enregistrer un mouvement', ['remboursement', '1 960', '19/11/2018', 'VIR-42'], 4),
  run('Enregistrer un mouvement', ['solde', '5 000,01', '19/11/2018', 'VIR-43'], 4),
  run('Enregistrer un mouvement', ['solde', '5 000', '19/11/2018', 'VIR-43'], 4),
  run('Enregistrer un mouvement', ['avoir', '6 000', '19/11/2018', 'VIR-44'], 4),
  run('Autoriser le paiement', [], 4),
].join('');

describe('from the invoice to the last payment', () => {
  let played: Played;
  const told = (title: string): string[] => toldBy(played, title);
  const assignment = (number: number) => rowOf(played.workbook.Marchés, 'Référence', `MS-2018-00${number}`);
  const request = (number: number) => rowOf(played.workbook.Demandes, 'Référence', `DEM-2018-00${number}`);
  beforeAll(async () => {
    played = await play(STORY);
  });

  it('refuses a payment with the whole list of what is missing', () => {
    const [early, incomplete] = told('Autoriser le paiement');
    expect(early?.split('\n')).toEqual([
      expect.stringContaining('le paiement ne peut pas être autorisé'),
      expect.stringContaining('– Le marché n’est pas signé'),
      expect.stringContaining('– La collectivité a versé 0,00 € sur 2 960,00 €'),
      expect.stringContaining('– Les livrables ne sont pas reçus'),
      expect.stringContaining('par CUF'),
      expect.stringContaining('par la collectivité'),
      expect.stringContaining('– La facture manque'),
    ]);
    expect(incomplete?.split('\n')).toHaveLength(3);
  });

  it('takes an invoice once, dated, within the price, and a credit note off it', () => {
    const said = told('Enregistrer une facture');
    expect(said[0]).toContain('n’est pas signé');
    expect(said[1]).toContain('dépasse le marché');
    expect(said[2]).toContain('n’est pas encore venu');
    expect(said[3]).toContain('facture F-12 de 14 800,00 € enregistrée');
    expect(said[4]).toContain('déjà enregistrée pour MS-2018-001');
    expect(said[5]).toContain('dépasse le marché');
    expect(said[6]).toContain('avoir AV-1 de 800,00 € enregistré. Total facturé : 14 000,00 €');
    expect(said[7]).toContain('Total facturé : 14 800,00 €');
    expect(said[8]).toContain('déjà enregistrée pour MS-2018-001');
    expect(assignment(1)).toMatchObject({ Facture: 'F-12 ; AV-1 ; F-14', 'Montant facturé': 14800 });
  });

  it('pays the balance once: the transfer completes the authorised line', () => {
    const said = told('Enregistrer un mouvement');
    expect(said[1]).toContain('est de 14 800,00 €, et non de 14 000,00 €');
    expect(said[2]).toContain('MVT-2018-002 : le virement de 14 800,00 €, autorisé, est enregistré');
    expect(said[3]).toContain('déjà enregistré (MVT-2018-002');
    expect(said[4]).toContain('plus rien ne peut être payé');
    const lines = played.workbook.Mouvements?.filter(row => row.Marché === 'MS-2018-001');
    expect(lines?.map(row => [row.Sens, row.Tiers, row.Montant, row.Pièce, row['Virement enregistré']])).toEqual([
      ['participation reçue', 'Ville de Grenoble', 2960, 'VIR-1', ''],
      ['solde', 'ALPHA', 14800, 'VIR-2', 'oui'],
    ]);
    expect(assignment(1)).toMatchObject({ Payé: 14800, 'Payé par le dispositif': 11840 });
    expect(told('Résilier')[0]).toContain('soldé');
  });

  it('closes the assignment with its request', () => {
    expect(request(1).Statut).toBe('close');
    expect(assignment(1).État).toBe('clos');
  });

  it('amends within the ceiling, with a reason, and shares the new total', () => {
    const [above, unchanged, noReason, amended] = told('Enregistrer un avenant');
    expect(above).toContain('plafond');
    expect(unchanged).toContain('déjà de 14 800,00 €');
    expect(noReason).toContain('motif est obligatoire');
    expect(amended).toContain('Part du dispositif 7 500,00 €, part de la collectivité 7 500,00 €');
    expect(plain(assignment(2).Avenants)).toBe('19/11/2018 : 14 800,00 € → 15 000,00 €. Un atelier de plus.');
  });

  it('terminates on the accepted work, at most the price, and the request may still withdraw', () => {
    const said = told('Résilier');
    expect(said[1]).toContain('doit être comprise entre 0,00 € et le montant du marché (15 000,00 €)');
    expect(said[2]).toContain('Libéré sur l’enveloppe : 7 500,00 €');
    expect(said[2]).toContain('Aucune somme');
    expect(request(2).Statut).toBe('retirée');
    expect(assignment(2)).toMatchObject({ État: 'résilié', 'Part dispositif': 0, 'Part collectivité': 0 });
  });

  it('withdraws after the award: refunds 2 960, releases 11 840, tells the holder and the authority', () => {
    const said = told('Enregistrer un retrait').find(text => text.includes('DEM-2018-003'));
    expect(said).toContain('Libéré sur l’enveloppe : 11 840,00 €');
    expect(said).toContain('À rembourser à la collectivité : 2 960,00 €');
    expect(assignment(3)).toMatchObject({ État: 'résilié', 'Contribution reçue': 0 });
    const letters = played.workbook.Envois?.filter(({ Dossier }) => Dossier === 'MS-2018-003');
    expect(letters?.map(({ Modèle, Destinataire }) => `${Modèle} → ${Destinataire}`)).toEqual([
      'Résiliation du marché → contact@alpha.example',
      'Décompte de la participation → international@grenoble.example',
    ]);
    expect(told('Enregistrer les livrables').at(-1)).toContain('résilié');
  });

  it('settles accepted work of 5 000: 4 000 and 1 000, refunds 1 960, releases 7 840, pays 5 000 and no more', () => {
    const ended = told('Résilier')[3] ?? '';
    expect(ended).toContain('Part du dispositif 4 000,00 €, part de la collectivité 1 000,00 €');
    expect(ended).toContain('Libéré sur l’enveloppe : 7 840,00 €');
    expect(ended).toContain('À rembourser à la collectivité : 1 960,00 €');
    expect(ended).toContain('À payer au titulaire pour les travaux acceptés : 5 000,00 €');
    const said = told('Enregistrer un mouvement');
    expect(said.some(text => text.includes('1 960,01 € ne peuvent pas être remboursés'))).toBe(true);
    expect(said.some(text => text.includes('il reste 5 000,00 € à payer'))).toBe(true);
    expect(said.at(-1)).toContain('ne peut pas rendre 6 000,00 €');
    expect(told('Autoriser le paiement').at(-1)).toContain('résilié');
    expect(assignment(4)).toMatchObject({ 'Contribution reçue': 1000, Payé: 5000, 'Payé par le dispositif': 4000 });
  });

  it('leaves the envelope whole to the cent', () => {
    expect(budget(played)).toEqual({
      Réservé: 0,
      Engagé: 15_840,
      'dont payé': 15_840,
      Restant: 84_160,
      'Participations encaissées': 3960,
    });
  });
});

const INSTALMENTS = [
  awarded({ members: [true], settings: ', Acomptes: "30 %", ContributionExigible: avant démarrage' }),
  run('Établir le marché', ['19/11/2018']),
  run('Appeler la contribution', ['oui']),
  run('Enregistrer les livrables'),
  run('Autoriser le paiement'),
  run('Enregistrer un mouvement', ['participation reçue', '2 960', '19/11/2018', 'VIR-1']),
  run('Autoriser le paiement', ['oui']),
  run('Autoriser le paiement'),
  run('Enregistrer un mouvement', ['acompte', '4 440', '19/11/2018', 'VIR-2']),
  run('Enregistrer un mouvement', ['avoir', '40', '19/11/2018', 'VIR-3']),
  accepted(1),
  run('Enregistrer une facture', ['F-1', '14 000', '19/11/2018']),
  run('Autoriser le paiement', ['oui']),
].join('');

describe('with instalments, and the contribution before the start', () => {
  let played: Played;
  const told = (title: string): string[] => toldBy(played, title);
  beforeAll(async () => {
    played = await play(INSTALMENTS);
  });

  it('starts nothing before the contribution is in', () => {
    expect(told('Enregistrer les livrables')[0]).toContain('La collectivité a versé 0,00 € sur 2 960,00 €');
    expect(told('Appeler la contribution')[0]).not.toContain('est en cours');
    expect(told('Enregistrer un mouvement')[0]).toContain('MS-2018-001 est en cours');
  });

  it('pays the instalment of the contract, then what the invoice leaves', () => {
    const [before, instalment, again, balance] = told('Autoriser le paiement');
    expect(before).toContain('Il manque');
    expect(instalment).toContain('paiement de 4 440,00 € à ALPHA autorisé (acompte)');
    expect(again).toContain('atteignent leur maximum');
    expect(balance).toContain('paiement de 9 600,00 € à ALPHA autorisé (solde)');
    expect(told('Enregistrer une facture')[0]).toContain('inférieure au marché de 800,00 €');
    expect(played.workbook.Mouvements?.map(row => [row.Sens, row.Montant])).toEqual([
      ['participation reçue', 2960],
      ['acompte', 4440],
      ['avoir', 40],
      ['solde', 9600],
    ]);
    expect(rowOf(played.workbook.Marchés, 'Référence', 'MS-2018-001')).toMatchObject({
      État: 'soldé',
      Payé: 14000,
      'Payé par le dispositif': 11200,
    });
  });
});

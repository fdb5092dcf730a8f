/** scenarios/vie-d-un-marche.yaml, played to its end: each wrong order is refused with a sentence, the money is exact. */
import { join } from 'node:path';
import { builtScript } from '../../local/play/built-script';
import type { Outputs } from '../../local/play/outputs';
import { Performance } from '../../local/play/performance';
import { plain } from './awarded';

const ROOT = join(__dirname, '../..');

describe('vie-d-un-marche.yaml', () => {
  let outputs: Outputs;
  const row = (tab: string, reference: string) =>
    outputs.workbook[tab]?.find(cells => cells.Référence === reference) ?? {};
  const told = (title: string): string[] =>
    outputs.screens.filter(screen => screen.title === title && screen.kind !== 'prompt').map(({ text }) => plain(text));
  beforeAll(async () => {
    const file = join(ROOT, 'scenarios/vie-d-un-marche.yaml');
    const performance = new Performance({ file, bundleDir: builtScript(ROOT) });
    await performance.play();
    outputs = performance.outputs();
  });

  it.each([
    ['Appeler la contribution', 0, 'n’est pas signé'],
    ['Enregistrer les livrables', 0, 'impossible. Possible depuis « à signer »'],
    ['Constater le service fait', 0, 'impossible. Possible depuis « à signer »'],
    ['Autoriser le paiement', 0, 'ne peut pas être autorisé'],
    ['Établir le marché', 2, 'déjà « signé » : rien n’a été changé'],
    ['Appeler la contribution', 2, 'déjà appelée'],
    ['Enregistrer un mouvement', 1, 'déjà enregistré (MVT-2018-001'],
    ['Constater le service fait', 1, 'demande un motif'],
    ['Constater le service fait', 3, 'impossible. Possible depuis « à corriger »'],
    ['Autoriser le paiement', 1, 'La facture manque'],
    ['Enregistrer une facture', 0, 'dépasse le marché (14 800,00 €) de 200,00 €'],
    ['Enregistrer une facture', 2, 'déjà enregistrée'],
    ['Enregistrer un mouvement', 3, 'ne peuvent pas être remboursés'],
    ['Autoriser le paiement', 3, 'plus rien ne peut être payé'],
    ['Enregistrer un mouvement', 6, 'plus rien ne peut être payé'],
    ['Enregistrer une facture', 3, 'déjà enregistrée pour MS-2018-001'],
    ['Enregistrer un avenant', 0, 'plafond'],
    ['Enregistrer un mouvement', 7, 'il reste 6 000,00 € à payer'],
    ['Enregistrer les livrables', 3, 'état final'],
    ['Enregistrer un mouvement', 11, 'ne peuvent pas être remboursés'],
    ['Enregistrer un retrait', 1, 'impossible'],
  ])('%s, said %i: refused because « %s »', (title, index, sentence) => {
    expect(told(title)[index]).toContain(sentence);
  });

  it('ends each assignment where it should', () => {
    expect(['001', '002', '003'].map(number => row('Marchés', `MS-2018-${number}`).État)).toEqual([
      'clos',
      'résilié',
      'résilié',
    ]);
    expect(['001', '002', '003'].map(number => row('Demandes', `DEM-2018-${number}`).Statut)).toEqual([
      'close',
      'en cours',
      'retirée',
    ]);
  });

  it('counts every euro', () => {
    const item = (name: string) => outputs.workbook.Budget?.find(({ Poste }) => Poste === name)?.Montant;
    expect([item('Engagé'), item('dont payé'), item('Réservé'), item('Restant')]).toEqual([14_840, 14_840, 0, 85_160]);
    expect(outputs.workbook.Mouvements?.map(line => [line.Marché, line.Sens, line.Montant])).toEqual([
      ['MS-2018-001', 'participation reçue', 2000],
      ['MS-2018-001', 'participation reçue', 1000],
      ['MS-2018-001', 'remboursement', 40],
      ['MS-2018-001', 'solde', 14_800],
      ['MS-2018-002', 'solde', 6000],
      ['MS-2018-003', 'participation reçue', 2960],
      ['MS-2018-003', 'remboursement', 2960],
    ]);
  });

  it('ends without an error on screen or in an execution', () => {
    expect(outputs.screens.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(outputs.executions.filter(({ outcome, trigger }) => outcome !== 'ok' && trigger !== 'custom')).toEqual([]);
  });
});

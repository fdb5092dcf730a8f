/** The authority's agreement on the terms of reference: asked, answered by one line, recorded, required before the sending. */
import type { FilesPart } from '../../local/services/files-part';
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';
import { type Case, PreparedWorkspace } from '../exactly-once/prepared-workspace';

const DRAFTED = `${INSTALL}
  - set: { AccordExige: oui }
${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Alpha Conseil, Courriel: a@alpha.example, Signé le: 01/10/2018, Reconductions: 0 } ] }
  - run: Rédiger les termes de référence
    on: [DEM-2018-001]
`;
const RECORD = "Enregistrer l'accord sur les TdR";
const record = (typed: string): string => `
  - run: ${RECORD}
    on: [CONS-2018-001]
    answers: ["${typed}"]
`;
const SEND = `
  - run: Envoyer les termes de référence
    on: [CONS-2018-001]
    answers: [oui]
`;
const consultation = ({ workbook }: Played) => rowOf(workbook.Consultations, 'Référence', 'CONS-2018-001');

describe('with AccordExige', () => {
  it('nothing is sent before the agreement, then what was agreed is kept with its hash', async () => {
    const played = await play(
      `${DRAFTED}${SEND}${record('06/11/2018')}${record('05/11/2018')}${SEND}${record('05/11/2018')}`,
    );
    const said = played.performance.stage.screens.map(({ text }) => text).join('\n');
    expect(said).toContain('est exigé (AccordExige)');
    expect(said).toMatch(/6 novembre 2018.*(n’est pas encore|à venir|futur)/);
    expect(consultation(played)).toMatchObject({
      Statut: 'envoyée',
      'TdR validés le': expect.stringContaining('2018-11-05'),
      'Version validée': 1,
      'Empreinte validée': expect.stringMatching(/^[0-9a-f]{64}$/),
      'Empreinte du PDF': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(played.said(RECORD)).toContain('avant l’envoi');
  });
});

describe('an authority asked for its agreement', () => {
  const reply = (text: string): string => `
  - mail: { reply: DEM-2018-001/international@grenoble.example, text: "${text}", auth: pass }
  - run: Relever les courriels
`;

  it('reads the terms, answers by one line, and staff record what is proposed', async () => {
    const played = await play(`${DRAFTED}${record('')}${reply('Accord sur les TdR : oui')}${record('05/11/2018')}`);
    const asked = played.workbook.Envois?.find(letter => letter.Modèle === 'Termes de référence à valider');
    expect(asked).toMatchObject({ Destinataire: 'international@grenoble.example', Envoi: 'envoyé' });
    expect(String(asked?.Texte)).toContain('Un besoin');
    const row = consultation(played);
    expect(String(row['Accord de la collectivité'])).toMatch(/version 1 : oui \(courriel \S+, authenticité vérifiée\)/);
    expect(row['TdR validés le']).toContain('2018-11-05');
    expect(String(played.workbook.Messages?.[0]?.['À faire'])).toContain('donne son accord');
    const prompts = played.performance.stage.screens.filter(({ title, kind }) => title === RECORD && kind === 'prompt');
    expect(prompts.at(-1)?.text).toContain('version 1 : oui');
  });

  it('may say no, with its reason: nothing is recorded', async () => {
    const played = await play(
      `${DRAFTED}${record('')}${reply('Accord sur les TdR : non, le calendrier est trop court')}`,
    );
    expect(String(consultation(played)['Accord de la collectivité'])).toContain('non, le calendrier est trop court');
    expect(consultation(played)['TdR validés le'] ?? '').toBe('');
  });
});

describe('a new note of qualification', () => {
  const qualify = (note: string): string => `
  - run: Consigner la qualification
    on: [DEM-2018-001]
    answers: ["${note}"]
`;
  const DRAFT = `
  - run: Rédiger les termes de référence
    on: [DEM-2018-001]
`;

  it('makes a new version, which the authority has not agreed to; the former one stays listed', async () => {
    const played = await play(
      `${DRAFTED}${record('05/11/2018')}${DRAFT}${qualify('Dix jours de terrain au moins.')}${DRAFT}${SEND}${record('05/11/2018')}${SEND}`,
    );
    const said = played.performance.stage.screens.map(({ text }) => text).join('\n');
    expect(said).toContain('a déjà une consultation');
    expect(said).toContain('version 2 des termes de référence rédigée');
    expect(said).toContain('est exigé (AccordExige)');
    expect(played.workbook.Consultations).toHaveLength(1);
    expect(consultation(played)).toMatchObject({ Statut: 'envoyée', Version: 2, 'Version validée': 2 });
    expect(String(consultation(played)['Versions précédentes'])).toMatch(
      /^Version 1, remplacée le 05\/11\/2018, validée le 05\/11\/2018 : https:/,
    );
  });
});

describe('terms of reference edited by hand after the agreement', () => {
  /** Somebody rewrites a word of the document in Google Docs. */
  function rewrite(one: Case): void {
    const { store } = one.workspace;
    const file = one.workspace
      .part<FilesPart>('drive')
      .files.all()
      .find(({ name }) => name.startsWith('CONS-2018-001'));
    const document = JSON.stringify(store.get('document', file?.id ?? ''));
    expect(document).toContain('Un besoin');
    store.put('document', file?.id ?? '', JSON.parse(document.replace('Un besoin', 'Un autre besoin')));
  }
  let agreed: PreparedWorkspace;
  beforeAll(async () => {
    agreed = await PreparedWorkspace.play(`${DRAFTED}${record('05/11/2018')}`, '2018-11-05T09:00:00+01:00');
  }, 60_000);

  it('do not leave: the sentence says since when, and how to go on', async () => {
    const one = agreed.copy();
    rewrite(one);
    await one.play(SEND);
    expect(one.lastScreen).toMatch(/modifié depuis l’accord du 05\/11\/2018 sur la version 1.*Rétablissez.*version 2/);
    expect(one.row('Consultations', 'CONS-2018-001')?.Statut).toBe('brouillon');
    expect(one.received('a@alpha.example')).toEqual([]);
  });

  it('become the next version with a new agreement, which leaves; the version agreed to before stays listed', async () => {
    const one = agreed.copy();
    rewrite(one);
    await one.play(`${record('05/11/2018')}${SEND}`);
    expect(one.row('Consultations', 'CONS-2018-001')).toMatchObject({
      Statut: 'envoyée',
      Version: 2,
      'Version validée': 2,
      'Versions précédentes': expect.stringMatching(/^Version 1, remplacée le .*, validée le 05\/11\/2018 : https/),
    });
    expect(one.received('a@alpha.example')).toHaveLength(1);
    expect(one.ledgerFindings()).toEqual([]);
  });

  it('leave as they are when nobody touched them', async () => {
    const one = agreed.copy();
    await one.play(SEND);
    expect(one.row('Consultations', 'CONS-2018-001')).toMatchObject({ Statut: 'envoyée', Version: 1 });
  });
});

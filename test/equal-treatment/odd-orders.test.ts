/** Steps on a consultation in every wrong order: each is refused with a sentence, and nobody learns or gets more than another. */
import { answer, INSTALL, type Played, play, rowOf } from '../actions/playing';

const ON = 'on: [CONS-2018-001]';
const run = (item: string, answers?: string): string =>
  `  - run: ${item}\n    ${ON}\n${answers === undefined ? '' : `    answers: [${answers}]\n`}`;

/** What is played, and what the person reads of each refusal, in order. */
const STORY: readonly (readonly [step: string, refused?: RegExp])[] = [
  // A draft is nobody's yet.
  [run('Diffuser une réponse'), /n’est pas encore envoyée/],
  [run('Prolonger le délai'), /n’est pas encore envoyée/],
  [run('Ouvrir les plis'), /brouillon/],
  ['  - edit: { tab: Consultations, row: CONS-2018-001, values: { Titulaires écartés: BETA } }\n'],
  [run('Envoyer les termes de référence', 'oui'), /BETA/],
  ['  - edit: { tab: Consultations, row: CONS-2018-001, values: { Titulaires écartés: "" } }\n'],
  [run('Envoyer les termes de référence', 'oui')],
  [run('Envoyer les termes de référence'), /seule une consultation en brouillon/],
  [run('Prolonger le délai'), /n’est pas terminé/],
  ['  - at: 2018-11-05T09:40:00+01:00\n'],
  // Later only, for all, and with its reason.
  [run('Prolonger le délai', '06/11/2018'), /6 novembre 2018.*n’est pas après.*7 novembre 2018/],
  [run('Prolonger le délai', '07/11/2018'), /n’est pas après/],
  [run('Prolonger le délai', '31/11/2018'), /31\/11\/2018/],
  [run('Prolonger le délai', '08/11/2018, ""'), /motif/i],
  [run('Prolonger le délai', '08/11/2018, Document complété.')],
  [run('Prolonger le délai', '09/11/2018, Document encore complété.')],
  [run('Prolonger le délai', '08/11/2018'), /8 novembre 2018.*n’est pas après.*9 novembre 2018/],
  // One answer, once, to all.
  [run('Diffuser une réponse', '""'), /question est vide/],
  [run('Diffuser une réponse', 'Quelle durée ?, ""'), /réponse est vide/],
  [run('Diffuser une réponse', 'Quelle durée ?, Dix jours.')],
  [run('Diffuser une réponse', '"Quelle  durée ?", Dix jours.'), /déjà.*diffusée/],
  // Everybody has answered: nobody is reminded.
  [
    '  - at: 2018-11-06T10:00:00+01:00\n    mail: { reply: CONS-2018-001/ALPHA, text: "MONTANT HT : 8 000 €", attachments: [o.pdf], auth: pass }\n',
  ],
  ['  - mail: { reply: CONS-2018-001/BETA, text: "Nous ne répondrons pas à cette consultation.", auth: pass }\n'],
  ['  - at: 2018-11-07T10:00:00+01:00\n'],
  [run('Ouvrir les plis'), /scellés/],
  [run('Classer les offres'), /ne sont pas ouverts/],
  [run('Attribuer'), /« attribuée » impossible/],
  // One second after the deadline, whether a trigger has noticed or not.
  ['  - at: 2018-11-10T00:00:00+01:00\n'],
  [run('Diffuser une réponse'), /est passée/],
  [run('Prolonger le délai'), /est passée : elle ne peut plus être prolongée/],
  [run('Envoyer les termes de référence'), /seule une consultation en brouillon/],
  ['  - at: 2018-11-10T01:00:00+01:00\n'],
  [run('Diffuser une réponse'), /« échue »/],
  [run('Prolonger le délai'), /« échue »/],
  [run('Ouvrir les plis', 'Claire Morvan, claire morvan'), /deux personnes/],
  [run('Ouvrir les plis', 'Claire Morvan, Hugo Lefèvre')],
  [run('Ouvrir les plis'), /plis ouverts/],
  [run('Diffuser une réponse'), /« plis ouverts »/],
  [run('Prolonger le délai'), /« plis ouverts »/],
  [run('Déclarer sans suite', '""'), /motif/i],
  [run('Déclarer sans suite', 'Le besoin a changé.')],
  ...(
    [
      'Diffuser une réponse',
      'Prolonger le délai',
      'Envoyer les termes de référence',
      'Ouvrir les plis',
      'Attribuer',
    ] as const
  ).map((item): readonly [string, RegExp] => [run(item), /sans suite/]),
  [run('Déclarer sans suite'), /sans suite/],
];

const PREPARED = `${INSTALL}  - set: { DelaiJours: 2, RappelJours: 1 }
  - fill: { tab: Comité, rows: [ { Nom: Claire Morvan, Organisme: CUF, Courriel: c@cuf.example, Rôle: ouvreur }, { Nom: Hugo Lefèvre, Organisme: CUF, Courriel: h@cuf.example, Rôle: ouvreur } ] }
${answer()}
  - run: Vérifier la complétude
    on: [DEM-2018-001]
  - edit: { tab: Demandes, row: DEM-2018-001, values: { Décision: retenue } }
  - run: Appliquer les décisions
    on: [DEM-2018-001]
    answers: [oui]
  - fill: { tab: Titulaires, rows: [ { Code: ALPHA, Organisme: Alpha Conseil, Courriel: a@alpha.example, Signé le: 01/10/2018, Reconductions: 0 }, { Code: BETA, Organisme: Beta, Courriel: b@beta.example, Signé le: 01/10/2018, Reconductions: 0 } ] }
  - run: Rédiger les termes de référence
    on: [DEM-2018-001]
`;

describe('a consultation, each step in the wrong order', () => {
  let played: Played;
  /** What the person read after each step of the story. */
  const said: string[] = [];
  beforeAll(async () => {
    const steps = PREPARED + STORY.map(([step]) => step).join('');
    played = await play(steps, '2018-11-05T09:00:00+01:00', { 'o.pdf': Buffer.from('%PDF-1.4\n') });
    const count = played.performance.scenario.steps.length - STORY.length;
    STORY.forEach((_, index) => {
      const screens = played.performance.stage.screens.filter(({ step }) => step === count + index + 1);
      said.push(
        screens
          .filter(({ kind }) => kind !== 'prompt')
          .map(({ text }) => text.replace(/\s/g, ' '))
          .join('\n'),
      );
    });
  });

  const refusals = STORY.flatMap(([step, refused], index) =>
    refused === undefined ? [] : [[step.replace(/\s+/g, ' ').trim(), index, refused] as const],
  );
  it.each(refusals)('%s (%i) is refused', (_, index, sentence) => {
    expect(said[index]).toMatch(sentence);
  });

  const toldBy = (template: string): unknown[] =>
    (played.workbook.Envois ?? []).filter(({ Modèle }) => Modèle === template).map(letter => letter.Destinataire);

  it('two extensions leave the last date, told to all each time', () => {
    expect(rowOf(played.workbook.Consultations, 'Référence', 'CONS-2018-001')['Date limite']).toBe(
      '2018-11-09T23:59:59+01:00',
    );
    expect(toldBy('Prolongation du délai')).toEqual([
      'a@alpha.example',
      'b@beta.example',
      'a@alpha.example',
      'b@beta.example',
    ]);
  });

  it('one answer leaves once, to all', () => {
    expect(toldBy('Réponse à une question')).toEqual(['a@alpha.example', 'b@beta.example']);
    expect(played.workbook.Questions).toHaveLength(1);
  });

  it('nobody is reminded once everybody has answered', () => {
    expect(toldBy('Rappel avant la date limite')).toEqual([]);
  });

  it('each holder has one mail of the consultation, and one that says it goes no further', () => {
    expect(played.workbook.Offres?.map(({ Envoi }) => Envoi)).toEqual(['envoyé', 'envoyé']);
    expect(toldBy('Consultation sans suite')).toEqual(['a@alpha.example', 'b@beta.example']);
  });
});

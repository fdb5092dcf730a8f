// What a scenario's steps are called in the story that the demo prints.
import { parseScenario } from '../../local/play/scenario';
import { tellInstant, tellRows, tellStep } from '../../local/play/story';

const told = (yaml: string) => {
  const [step] = parseScenario(`title: t\nstart: 2018-11-05T09:00:00Z\nsteps:\n  - ${yaml}\n`).steps;
  if (!step) throw new Error('no step');
  return tellStep(step, 'dispositif@cuf.example');
};

describe('a step is told', () => {
  it.each([
    ['run: Attribuer\n    on: [CONS-2018-001]', 'dispositif', 'Attribuer : CONS-2018-001'],
    ['run: Relever les courriels\n    by: anne@cuf.example', 'anne', 'Relever les courriels'],
    ['set: { PointsTechnique: 60, PointsPrix: }', 'dispositif', 'règle PointsTechnique = 60, PointsPrix = (vide)'],
    [
      'fill: { tab: Titulaires, rows: [{ Code: ALPHA }, { Code: BETA }] }',
      'dispositif',
      'remplit Titulaires : ALPHA, BETA',
    ],
    ['submit: { Nom de la collectivité: Ville de Pau, Intitulé: Eau }', 'Ville de Pau', 'répond au formulaire : Eau'],
    ['resubmit: { as: pau, Intitulé: Eau }', 'pau', 'corrige sa réponse : Intitulé'],
    [
      'edit: { tab: Demandes, row: DEM-2018-001, values: { Note: 12 } }',
      'dispositif',
      'saisit dans Demandes, DEM-2018-001 : Note = 12',
    ],
    ['rows: { tab: Demandes, do: sort, by: Note }', 'dispositif', 'trie Demandes par Note'],
    [
      'mail: { reply: CONS-2018-001/ALPHA, attachments: [a.pdf, b.pdf] }',
      'ALPHA',
      'répond à CONS-2018-001 (2 pièces jointes)',
    ],
    ['mail: { from: Zoé <z@z.example>, to: a@b.example, subject: Bonjour }', 'Zoé', 'écrit : Bonjour'],
    ['at: 2018-11-06T09:00:00Z', '', 'le temps passe'],
  ])('%j', (yaml, who, what) => {
    expect(told(yaml)).toEqual({ who, what });
  });
});

it('references that follow one another are told as a range', () => {
  expect(tellRows(['DEM-2018-001', 'DEM-2018-002', 'DEM-2018-003', 'DEM-2018-007', 'OFF-2018-001-ALPHA'])).toBe(
    'DEM-2018-001 à DEM-2018-003, DEM-2018-007, OFF-2018-001-ALPHA',
  );
});

it('instants are told in Paris, to the second', () => {
  expect(tellInstant(Date.UTC(2018, 10, 19, 22, 59, 59))).toBe('19/11/2018 23:59:59');
});

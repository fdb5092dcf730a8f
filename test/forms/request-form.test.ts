// The request form in the local Workspace: built, built again, repaired after an accident, answered, edited, renamed, read.
import { Refusal } from '../../local/kernel/contract';
import { callKind } from '../../local/kernel/counted';
import { blankSubmitEvent, FormAppService, formSubmitEvent } from '../../local/services/form-app';
import { FormLibrary, passes, UnknownFormPart } from '../../local/services/form-library';
import { parseAnswer } from '../../src/forms/answers';
import {
  FormGateway,
  FormProblem,
  type FormService,
  type FormSubmitted,
  type KnownForm,
} from '../../src/forms/form-gateway';
import { MAX_ANSWER_CHARS, PERSONAL_DATA_KEY, questions } from '../../src/forms/questions';
import { isCallOpen } from '../../src/forms/request-form';
import { HandClock, MemoryStore, RecordingExecution } from '../gmail-service/memory-workspace';

const ACCOUNT = 'dispositif@cuf.example';
const SETTINGS = { edition: 2018 };
const ANSWERS = {
  'Nom de la collectivité': 'Ville de Grenoble',
  'Type de collectivité': 'commune',
  'Numéro SIREN': '213801855',
  'Représentant légal': 'Le maire',
  'Nom du contact': 'A. Roux',
  Courriel: 'ri@grenoble.example',
  "Type d'appui demandé": "Stratégie à l'international",
  Intitulé: 'Une stratégie',
  'Contexte et besoin': 'Besoin',
  Secteurs: ['Santé et protection sociale'],
  'Objectifs de développement durable visés': ['11'],
  'Coût estimé de la prestation TTC (€)': 12000,
  'Échéance souhaitée': '2019-03-29',
  'Engagement à verser la participation en numéraire': ['Oui'],
};

class Killed extends Error {}

/** An execution that dies before its nth counted call. */
class MortalExecution extends RecordingExecution {
  constructor(
    clock: HandClock,
    readonly diesAt: number,
  ) {
    super(clock, ACCOUNT);
  }
  override count(method: string): void {
    if (this.calls.length + 1 === this.diesAt) throw new Killed(method);
    super.count(method);
  }
}

function workspace() {
  const clock = new HandClock('2018-09-26T10:00:00+02:00');
  const library = new FormLibrary(new MemoryStore(), clock);
  const run = (execution = new RecordingExecution(clock, ACCOUNT)) => ({
    execution,
    service: new FormAppService(execution, library),
    gateway: new FormGateway(new FormAppService(execution, library) as unknown as FormService),
  });
  return { clock, library, run };
}

function built() {
  const space = workspace();
  const known = space.run().gateway.ensure(null, SETTINGS);
  const form = space.library.find(known.id);
  if (!form) throw new Error('the form was not built');
  return { ...space, known, form };
}

describe('building', () => {
  test('makes the 18 questions in order under the text on personal data, published and open to edits', () => {
    const { form, known } = built();
    expect(form.items.map(item => item.title)).toEqual([
      'Vos données personnelles',
      ...questions().map(({ title }) => title),
    ]);
    expect(form.items.map(item => known.items[item.id])).toEqual([
      PERSONAL_DATA_KEY,
      ...questions().map(({ key }) => key),
    ]);
    expect(form).toMatchObject({ published: true, accepting: true, allowsEdits: true, collectsEmail: false });
    expect([form.title, form.fileName]).toEqual([
      'Demande d’appui à l’action internationale des collectivités 2018',
      'Demande d’appui AICT 2018',
    ]);
    expect(form.confirmationMessage).toContain('accusé de réception');
    expect(known.url).toContain('/viewform');
  });

  test('a second run changes nothing and says nothing', () => {
    const { run, known, form } = built();
    const before = JSON.stringify(form);
    const again = run();
    expect(again.gateway.ensure(known, SETTINGS)).toEqual({ ...known, changes: [] });
    expect(JSON.stringify(form)).toBe(before);
    expect(again.execution.calls.length).toBeLessThanOrEqual(10);
  });

  test('takes the title of its edition; one that staff worded stays', () => {
    const { run, known, form } = built();
    const next = { ...SETTINGS, edition: Number(SETTINGS.edition) + 1 };
    expect(run().gateway.faultsOf(known, String(next.edition))).toHaveLength(1);
    expect(run().gateway.ensure(known, next).changes).toHaveLength(1);
    expect(form.title).toBe(`Demande d’appui à l’action internationale des collectivités ${next.edition}`);
    form.title = 'Appel à demandes 1999';
    expect(run().gateway.ensure(known, SETTINGS).changes).toEqual([]);
  });

  test('what staff reworded or added stays; what is gone comes back; settings are put right', () => {
    const { run, library, known, form } = built();
    library.renameQuestion(known.id, 'Intitulé', 'Titre du projet');
    form.items.splice(
      form.items.findIndex(item => item.title === 'Téléphone'),
      1,
    );
    Object.assign(library.addItem(form, 'TEXT'), { title: 'Budget total ?' });
    Object.assign(form, { collectsEmail: true, allowsEdits: false, published: false, description: 'Nos mots.' });
    const { items, changes } = run().gateway.ensure(known, SETTINGS);
    expect(changes.map(sentence => sentence.replace(/\u00a0/g, ' '))).toEqual([
      'Formulaire : publié.',
      'Formulaire : modification des réponses rendue possible.',
      'Formulaire : la collecte automatique des adresses est désactivée.',
      'Formulaire : question « Téléphone » ajoutée.',
    ]);
    const titles = form.items.map(item => item.title);
    expect(titles).toEqual(expect.arrayContaining(['Titre du projet', 'Budget total ?', 'Téléphone']));
    expect(titles).not.toContain('Intitulé');
    expect(form.description).toBe('Nos mots.');
    expect(Object.values(items).sort()).toEqual([...questions().map(({ key }) => key), PERSONAL_DATA_KEY].sort());
  });

  test('killed at any call and run again, there is one form with 19 items', () => {
    const calls = workspace();
    const total = calls.run();
    total.gateway.ensure(null, SETTINGS);
    for (let call = 2; call <= total.execution.calls.length; call += 1) {
      const { clock, library, run } = workspace();
      let kept: KnownForm | null = null;
      const ensure = (execution?: RecordingExecution) => {
        kept = run(execution).gateway.ensure(kept, SETTINGS, form => {
          kept = form;
        });
      };
      expect(() => ensure(new MortalExecution(clock, call))).toThrow(Killed);
      ensure();
      const forms = library.formIds().flatMap(id => library.find(id) ?? []);
      expect(forms.map(form => form.items.map(item => item.title).sort())).toEqual([
        ['Vos données personnelles', ...questions().map(({ title }) => title)].sort(),
      ]);
      expect(forms[0]?.items.filter(item => item.required)).toHaveLength(
        questions().filter(({ required }) => required).length,
      );
    }
  });

  test('another account cannot open it, and is told so in a sentence', () => {
    const { clock, run, known } = built();
    const other = run(new RecordingExecution(clock, 'autre@cuf.example')).gateway;
    expect(() => other.ensure(known, SETTINGS)).toThrow(FormProblem);
    expect(() => other.setOpen(known.id, false)).toThrow('Le formulaire de demande n’est pas accessible');
  });

  test('it is opened and closed once', () => {
    const { run, known, form } = built();
    const { gateway } = run();
    expect([
      gateway.setOpen(known.id, true),
      gateway.setOpen(known.id, false),
      gateway.setOpen(known.id, false),
    ]).toEqual([false, true, false]);
    expect(form.accepting).toBe(false);
  });
});

test.each([
  [null, null, 0, true],
  [10, null, 9, false],
  [10, null, 10, true],
  [null, 20, 20, true],
  [null, 20, 21, false],
  [10, 20, 15, true],
])('a call from %j to %j is open at %i: %j', (callOpensAt, callClosesAt, now, expected) => {
  expect(isCallOpen({ callOpensAt, callClosesAt }, now)).toBe(expected);
});

describe('answering', () => {
  test('an answer comes with its event: one call, its items by id, its time cut to the second', () => {
    const { clock, library, run, known } = built();
    clock.advance(789);
    const { responseId } = library.submit(known.id, ANSWERS);
    const { execution, gateway } = run();
    const event = formSubmitEvent(execution, library, {
      formId: known.id,
      responseId,
      triggerUid: 'u',
      authMode: null,
    });
    const answer = gateway.answerOf(event as unknown as FormSubmitted);
    expect(answer).toMatchObject({ id: responseId, timestamp: Date.parse('2018-09-26T10:00:00+02:00') });
    const parsed = parseAnswer(answer?.items ?? [], known.items);
    expect(parsed.problems).toEqual([]);
    expect(parsed.answers).toMatchObject({ estimate: 1_200_000, wishedBy: '29/03/2019', goals: '11' });
    expect(answer?.editUrl).toContain('edit2=');
    expect(answer?.items).toHaveLength(14);
    expect(execution.calls).toEqual(['FormResponse.getItemResponses']);
  });

  test('the blank event has no item, and an event may have no response', () => {
    const { clock, library, run, known } = built();
    const { execution, gateway } = run();
    const event = blankSubmitEvent(execution, library, {
      formId: known.id,
      triggerUid: 'u',
      authMode: null,
      at: clock.now(),
    });
    expect(gateway.answerOf(event as unknown as FormSubmitted)?.items).toEqual([]);
    expect(gateway.answerOf({})).toBeNull();
  });

  test('an edited answer keeps its id, has a new time, and what was not touched stays', () => {
    const { clock, library, run, known } = built();
    const first = library.submit(known.id, ANSWERS);
    library.submit(known.id, { ...ANSWERS, Intitulé: 'Autre demande' });
    clock.advance(60_000);
    const second = library.resubmit(first.responseId, { Intitulé: 'Titre corrigé', Secteurs: [] });
    expect(second).toEqual({ ...first, timestamp: first.timestamp + 60_000 });
    const [answer, ...more] = run().gateway.answersSince(known.id, first.timestamp + 1);
    expect(more).toEqual([]);
    const { answers } = parseAnswer(answer?.items ?? [], known.items);
    expect([answers.title, answers.sectors, answers.authority]).toEqual(['Titre corrigé', '', 'Ville de Grenoble']);
  });

  test('answers since an instant: that instant included, oldest first, one call until items are asked for', () => {
    const { clock, library, run, known } = built();
    const ids = [1, 2, 3].map(() => {
      clock.advance(1000);
      return library.submit(known.id, ANSWERS).responseId;
    });
    const { gateway, execution } = run();
    const since = gateway.answersSince(known.id, clock.now() - 1000);
    expect(since.map(answer => answer.id)).toEqual(ids.slice(1));
    expect(execution.calls).toEqual(['FormApp.openById', 'Form.getResponses']);
    expect(gateway.editUrlOf(known.id, ids[0] ?? '')).toContain(ids[0]);
  });

  test('a renamed question is answered under its new title and read as before', () => {
    const { library, run, known } = built();
    library.renameQuestion(known.id, 'Intitulé', 'Titre du projet');
    expect(() => library.submit(known.id, ANSWERS)).toThrow(UnknownFormPart);
    const { Intitulé: title, ...rest } = ANSWERS;
    library.submit(known.id, { ...rest, 'Titre du projet': title });
    const [answer] = run().gateway.answersSince(known.id, 0);
    expect(parseAnswer(answer?.items ?? [], known.items).answers.title).toBe('Une stratégie');
  });

  test.each([
    ['a required question left empty', { Intitulé: '' }, '« Intitulé » : cette question est obligatoire.'],
    ['a choice that is not offered', { 'Type de collectivité': 'village' }, "n'est pas une des réponses proposées"],
    ['a date that does not exist', { 'Échéance souhaitée': '30/02/2019' }, 'date non valide'],
    ['two answers where one is possible', { Courriel: ['a', 'b'] }, 'une seule réponse'],
    ['a text that no cell could hold', { 'Contexte et besoin': 'x'.repeat(MAX_ANSWER_CHARS + 1) }, 'raccourcissez-la'],
  ])('the page refuses %s', (_what, changes, sentence) => {
    const { library, known } = built();
    const submit = () => library.submit(known.id, { ...ANSWERS, ...changes });
    expect(submit).toThrow(Refusal);
    expect(submit).toThrow(sentence);
  });

  test.each([
    ['Secteurs', ['Une réponse libre']],
    ['Secteurs', 'Santé et protection sociale'],
    ['Numéro SIREN', '12'],
    ['Courriel', 'pas une adresse'],
    ['Contexte et besoin', 'é'.repeat(40_000)],
    ['Échéance souhaitée', '29/03/2019'],
    ['Engagement à verser la participation en numéraire', true],
  ])('the page takes « %s » %j: what is wrong is for Complétude to say', (title, value) => {
    const { library, known } = built();
    expect(library.submit(known.id, { ...ANSWERS, [title]: value }).responseId).not.toBe('');
  });

  test('a closed form refuses with its own message, an unknown question stops the scenario', () => {
    const { library, form, known } = built();
    expect(() => library.submit(known.id, { ...ANSWERS, Inconnue: 'x' })).toThrow('no question “Inconnue”');
    form.accepting = false;
    expect(() => library.submit(known.id, ANSWERS)).toThrow('L’appel à demandes n’est pas ouvert');
  });
});

describe('FormApp as Google has it', () => {
  test('an unpublished form takes no answer; create names the file, not the title', () => {
    const { run, library } = workspace();
    const form = run().service.create('Fichier');
    expect([form.isPublished(), form.getTitle()]).toEqual([false, '']);
    expect(() => form.setAcceptingResponses(true)).toThrow('must be published');
    expect(() => library.submit(form.getId(), {})).toThrow(Refusal);
    expect(form.setPublished(true).isAcceptingResponses()).toBe(true);
  });

  test('items: ids are kept, positions move, types are checked, an unknown id is null', () => {
    const { service } = workspace().run();
    const form = service.create('F', true);
    const first = form.addTextItem().setTitle('Un');
    const second = form.addListItem().setTitle('Deux').setChoiceValues(['a', 'b']);
    form.moveItem(1, 0);
    expect(form.getItems().map(item => item.getId())).toEqual([second.getId(), first.getId()]);
    expect(form.getItems()[0]?.getType() === service.ItemType.LIST).toBe(true);
    expect(form.getItems(service.ItemType.TEXT)).toHaveLength(1);
    expect(() => form.getItems()[0]?.asTextItem()).toThrow('is of type LIST');
    expect(form.getItemById(1)).toBeNull();
    form.deleteItem(first);
    expect(first.getIndex()).toBe(-1);
    expect(() => second.setChoiceValues(['a', 'a'])).toThrow('duplicate choice values');
    expect(() => second.setChoiceValues([])).toThrow('empty');
    expect(() => second.setRequired('oui' as never)).toThrow("don't match the method signature");
  });

  test('an answer to a question deleted since is not shown, a response deleted is gone', () => {
    const { run, library, known, form } = built();
    const { responseId } = library.submit(known.id, ANSWERS);
    form.items.splice(1, 1);
    const google = run().service.openById(known.id);
    expect(google.getResponse(responseId).getItemResponses()).toHaveLength(13);
    google.deleteResponse(responseId);
    expect(google.getResponses()).toEqual([]);
    expect(() => google.getResponse(responseId)).toThrow('No form response');
  });
});

test.each([
  [{ kind: 'number' }, '12,5', true],
  [{ kind: 'number' }, 'douze', false],
  [{ kind: 'wholeNumber' }, '12.5', false],
  [{ kind: 'email' }, 'a@b.fr', true],
  [{ kind: 'url' }, 'ftp://x', true],
  [{ kind: 'between', start: 1, end: 3 }, '3', true],
  [{ kind: 'notBetween', start: 1, end: 3 }, '3', false],
  [{ kind: 'notEqual', number: 1 }, 'x', false],
  [{ kind: 'greater', number: 1 }, '1', false],
  [{ kind: 'atMost', number: 1 }, '1', true],
  [{ kind: 'matches', pattern: '\\d{9}' }, '1234567890', false],
  [{ kind: 'contains', pattern: '\\d{9}' }, '1234567890', true],
  [{ kind: 'longerOrEqual', length: 2 }, 'a', false],
  [{ kind: 'selectExactly', count: 2 }, ['a', 'b'], true],
] as const)('the check %j of %j gives %j', (check, value, expected) => {
  expect(passes(check, value)).toBe(expected);
});

test('every call that building and reading make is in the kernel’s list', () => {
  const { run, library, known } = built();
  library.submit(known.id, ANSWERS);
  const { execution, gateway } = run();
  gateway.ensure(null, SETTINGS);
  gateway.setOpen(known.id, false);
  gateway.answersSince(known.id, 0).map(answer => [answer.items, answer.editUrl]);
  expect([...new Set(execution.calls)].filter(call => callKind(call) === undefined)).toEqual([]);
});

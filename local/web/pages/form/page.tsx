/** Page « Formulaire »: the form as an authority meets it. What was typed stays through a reload and a refusal. */
import './form.css';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../../host/methods';
import { useChanges } from '../events';
import { call } from '../host-call';
import type { PageProps } from '../page-props';
import { type Answer, QuestionField } from './question-field';

type FormPageModel = Result<'form.page'>;
type Answers = Record<string, Answer>;

const EDIT = 'edit2';
const DRAFT = 'appui-aict-form';

/** Answers typed and not sent, by form and answer corrected. */
function draftKey(form: string, response: string | null): string {
  return `${DRAFT}/${form}/${response ?? ''}`;
}

export default function FormPage({ state: { now }, go }: PageProps) {
  const response = new URLSearchParams(location.search).get(EDIT);
  const [forms, setForms] = useState<Result<'form.list'>>();
  const [page, setPage] = useState<FormPageModel>();
  const [answers, setAnswers] = useState<Answers>({});
  const [problems, setProblems] = useState<ReadonlyMap<number, string>>(new Map());
  const [refusal, setRefusal] = useState('');
  /** The id of the answer that has just left. */
  const [sent, setSent] = useState<string>();
  const [isLeaving, setIsLeaving] = useState(false);
  // State is read at the next drawing: two quick presses would both see it as it was.
  const leaving = useRef(false);
  const summary = useRef<HTMLDivElement>(null);
  const done = useRef<HTMLHeadingElement>(null);
  const fail = (error: Error): void => setRefusal(error.message);

  const open = useCallback(async (form: string): Promise<void> => {
    const model = await call('form.page', { form });
    setPage(model);
  }, []);
  useEffect(() => {
    const load = async (): Promise<void> => {
      const list = await call('form.list', {});
      setForms(list);
      const known = response === null ? undefined : await call('form.answer', { response });
      const form = known?.form ?? list.findLast(({ isOpen }) => isOpen)?.id ?? list.at(-1)?.id;
      if (form === undefined) return;
      await open(form);
      const draft = sessionStorage.getItem(draftKey(form, response));
      setAnswers(draft === null ? (known?.answers ?? {}) : (JSON.parse(draft) as Answers));
    };
    load().catch(fail);
  }, [response]);
  useChanges(['form'], () => {
    if (page !== undefined) open(page.id).catch(fail);
  });

  const change = (item: number, answer: Answer): void => {
    setAnswers(known => {
      const next = { ...known, [item]: answer };
      if (page !== undefined) sessionStorage.setItem(draftKey(page.id, response), JSON.stringify(next));
      return next;
    });
    setProblems(known => (known.has(item) ? new Map([...known].filter(([key]) => key !== item)) : known));
  };
  const send = async (form: FormPageModel): Promise<void> => {
    if (leaving.current) return;
    leaving.current = true;
    setIsLeaving(true);
    setRefusal('');
    try {
      const outcome = await call('form.send', { form: form.id, answers, response });
      if (outcome.sent) {
        sessionStorage.removeItem(draftKey(form.id, response));
        setSent(outcome.response);
        setTimeout(() => done.current?.focus());
      } else {
        setProblems(new Map(outcome.problems.map(({ item, problem }) => [item, problem])));
        setTimeout(() => summary.current?.focus());
      }
    } catch (error) {
      fail(error as Error);
      setTimeout(() => summary.current?.focus());
    }
    leaving.current = false;
    setIsLeaving(false);
  };

  if (forms !== undefined && forms.length === 0) {
    return (
      <div class="sheet">
        <h1>Formulaire</h1>
        <p>
          Le formulaire n'existe pas encore : dans le Classeur, choisissez « Installer ou mettre à jour » dans le menu
          Appui AICT.
        </p>
        <button type="button" class="main" onClick={() => go('/classeur')}>
          Ouvrir le Classeur
        </button>
      </div>
    );
  }
  if (page === undefined) return <p class="loading">{refusal || 'Chargement…'}</p>;
  if (sent !== undefined) {
    return (
      <div class="form-page">
        <header class="form-head">
          <h1 ref={done} tabIndex={-1}>
            {page.title}
          </h1>
          <p class="text">{page.confirmation}</p>
          {page.allowsEdits && (
            <p>
              <a href={`/formulaire?${EDIT}=${encodeURIComponent(sent)}`}>Modifier votre réponse</a>
            </p>
          )}
          <p>
            <a href="/formulaire">Envoyer une autre réponse</a>
          </p>
        </header>
      </div>
    );
  }
  const titleOf = (item: number): string => page.items.find(({ id }) => id === item)?.title ?? '';
  return (
    <div class="form-page">
      <header class="form-head">
        <h1>{page.title}</h1>
        {page.description !== '' && <p class="text">{page.description}</p>}
        {forms !== undefined && forms.length > 1 && response === null && (
          <label>
            Formulaire{' '}
            <select
              value={page.id}
              onChange={event => {
                setAnswers({});
                open(event.currentTarget.value).catch(fail);
              }}
            >
              {forms.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        <CallDates call={page.call} now={now} isOpen={page.isOpen} />
        {page.isOpen && <p class="required-hint">* Question obligatoire</p>}
      </header>
      {page.isOpen ? (
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault();
            void send(page);
          }}
        >
          {(problems.size > 0 || refusal !== '') && (
            <div class="summary" ref={summary} tabIndex={-1} role="alert">
              <p>{refusal || 'Votre réponse n’est pas encore partie. À reprendre :'}</p>
              <ul>
                {[...problems].map(([item, problem]) => (
                  <li key={item}>
                    <a href={`#question-${item}`}>{titleOf(item)}</a> : {problem}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {page.items.map(item => (
            <QuestionField
              key={item.id}
              item={item}
              answer={answers[item.id]}
              problem={problems.get(item.id) ?? ''}
              onChange={answer => change(item.id, answer)}
            />
          ))}
          <div class="buttons">
            <button type="submit" class="main" disabled={isLeaving}>
              {response === null ? 'Envoyer' : 'Envoyer la réponse modifiée'}
            </button>
          </div>
        </form>
      ) : (
        <p class="card text">{page.closedMessage}</p>
      )}
    </div>
  );
}

const DAY_AND_HOUR = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'long',
  timeStyle: 'medium',
});

/** When the call opens and closes, which Google's page does not show: said apart, as this Workspace's word. */
function CallDates({ call: dates, now, isOpen }: { call: FormPageModel['call']; now: number; isOpen: boolean }) {
  const { opensAt, closesAt } = dates;
  const sentences = [
    ...(opensAt === null
      ? []
      : [`${opensAt > now ? 'L’appel ouvre' : 'L’appel a ouvert'} le ${DAY_AND_HOUR.format(opensAt)}.`]),
    ...(closesAt === null
      ? []
      : [`${closesAt > now ? 'Il ferme' : 'Il a fermé'} le ${DAY_AND_HOUR.format(closesAt)}.`]),
    ...(isOpen && (opensAt ?? now) > now
      ? ['Une réponse envoyée avant sera reçue, et signalée comme hors période.']
      : []),
    ...(isOpen && closesAt !== null && closesAt < now
      ? ['Une réponse envoyée maintenant sera reçue, et signalée comme hors période.']
      : []),
  ];
  return sentences.length === 0 ? null : <p class="call-dates">{sentences.join(' ')}</p>;
}

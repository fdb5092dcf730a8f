/** Page « Horloge et exécutions »: what time it is, what is due, what ran and at what cost, what shall go wrong next. */
import './time.css';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Params, Result } from '../../host/methods';
import { useChanges } from '../events';
import { call } from '../host-call';
import type { PageProps } from '../page-props';

type TimeState = Result<'time.state'>;
type Outcome = '' | 'ok' | 'error' | 'killed' | 'timeout';

const FULL = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'full', timeStyle: 'medium' });
const SHORT = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PAGE = 100;
/** A table that scrolls sideways on a narrow screen is reached by keyboard. */
const REACHABLE = { tabIndex: 0 } as const;

const EVENTS: Readonly<Record<string, string>> = {
  CLOCK: 'horloge',
  ON_OPEN: 'ouverture du classeur',
  ON_EDIT: 'modification du classeur',
  ON_CHANGE: 'changement du classeur',
  ON_FORM_SUBMIT: 'envoi du formulaire',
};
const OUTCOMES: Readonly<Record<Exclude<Outcome, ''>, string>> = {
  ok: 'terminée',
  error: 'erreur',
  killed: 'interrompue',
  timeout: 'temps dépassé',
};

export default function TimePage({ state: session }: PageProps) {
  const [state, setState] = useState<TimeState>();
  const [notice, setNotice] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const tell = (error: Error): void => setNotice(error.message);
  const refresh = useCallback(() => {
    call('time.state', {}).then(setState, tell);
  }, []);
  useEffect(() => {
    refresh();
    const ticking = setInterval(() => {
      if (!document.hidden) refresh();
    }, 5000);
    return () => clearInterval(ticking);
  }, []);
  useChanges(['execution', 'trigger', 'workspace'], refresh);

  const attempt = async (gesture: () => Promise<unknown>): Promise<void> => {
    setIsAsking(true);
    setNotice('');
    await gesture().catch(tell);
    setIsAsking(false);
    refresh();
  };
  if (state === undefined) return <p class="loading">{notice || 'Chargement…'}</p>;
  const isMoving = isAsking || session.work !== null;
  const nextDue = Math.min(...state.triggers.flatMap(({ nextAt }) => nextAt ?? []));
  const move = (to: number): void => void attempt(() => call('time.move', { to }));
  return (
    <div class="sheet">
      <h1>Horloge et exécutions</h1>
      <p class="now" aria-live="off">
        {FULL.format(state.now)}
      </p>
      <p role="status" class="notice">
        {notice}
      </p>
      <div class="buttons wrap">
        <button
          type="button"
          aria-pressed={state.follows}
          disabled={isMoving}
          onClick={() => void attempt(() => call('time.follow', { follows: !state.follows }))}
        >
          {state.follows ? 'Arrêter l’horloge' : 'Laisser courir l’horloge'}
        </button>
        <button type="button" disabled={isMoving} onClick={() => move(state.now + 15 * MINUTE)}>
          + 15 min
        </button>
        <button type="button" disabled={isMoving} onClick={() => move(state.now + DAY)}>
          + 1 jour
        </button>
        <button type="button" disabled={isMoving} onClick={() => move(state.now + 7 * DAY)}>
          + 7 jours
        </button>
        {Number.isFinite(nextDue) && (
          <button type="button" disabled={isMoving} onClick={() => move(Math.max(nextDue, state.now))}>
            Prochain déclencheur
          </button>
        )}
        <MoveTo now={state.now} isMoving={isMoving} onMove={move} />
      </div>
      <Deadlines deadlines={state.deadlines} isMoving={isMoving} onMove={move} />
      <h2>Déclencheurs</h2>
      {state.triggers.length === 0 ? (
        <p>Aucun : « Installer ou mettre à jour » les crée.</p>
      ) : (
        <section class="scrolls" aria-label="Déclencheurs" {...REACHABLE}>
          <table>
            <thead>
              <tr>
                <th scope="col">Fonction</th>
                <th scope="col">Quand</th>
                <th scope="col">Prochaine fois</th>
                <th scope="col">Compte</th>
              </tr>
            </thead>
            <tbody>
              {state.triggers.map(({ id, handler, eventType, schedule, nextAt, user }) => (
                <tr key={id}>
                  <td>{nameOf(state, handler)}</td>
                  <td>{schedule === null ? (EVENTS[eventType] ?? eventType) : scheduleInWords(schedule)}</td>
                  <td>{nextAt === null ? 'à l’événement' : SHORT.format(nextAt)}</td>
                  <td>{user}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Faults fault={state.fault} onSet={fault => void attempt(() => call('time.fault', { fault }))} />
      <Executions nameOf={handler => nameOf(state, handler)} onError={tell} />
      {state.notices.length > 0 && (
        <>
          <h2>Échecs signalés par Google</h2>
          <ul>
            {state.notices.map(({ at, to, function: name, error }) => (
              <li key={`${at}${name}`}>
                {SHORT.format(Date.parse(at))}, à {to} : {nameOf(state, name)} – {error}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

const NAMES: Readonly<Record<string, string>> = {
  onOpen: 'Ouverture du classeur',
  onEdit: 'Contrôle de la saisie',
  onFormAnswer: 'Réponse au formulaire',
  onSweep: 'Relève des 15 minutes',
  onDaily: 'Relève du matin',
};

/** What people call a function of the script: its menu item, or what it is for; its own name where neither is known. */
function nameOf({ captions }: Pick<TimeState, 'captions'>, handler: string): string {
  const name = captions[handler] ?? NAMES[handler];
  return name === undefined ? handler : `${name} (${handler})`;
}

type Schedule = NonNullable<TimeState['triggers'][number]['schedule']>;

const WEEK = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

function scheduleInWords(schedule: Schedule): string {
  switch (schedule.every) {
    case 'minutes':
      return `toutes les ${schedule.count} minutes`;
    case 'hours':
      return schedule.count === 1 ? 'toutes les heures' : `toutes les ${schedule.count} heures`;
    case 'days': {
      const hours = `entre ${schedule.hour} h et ${schedule.hour + 1} h`;
      if (schedule.weekDay !== undefined) return `chaque ${WEEK[schedule.weekDay - 1] ?? 'semaine'}, ${hours}`;
      return schedule.count === 1 ? `chaque jour, ${hours}` : `tous les ${schedule.count} jours, ${hours}`;
    }
    case 'month':
      return `le ${schedule.day} de chaque mois, entre ${schedule.hour} h et ${schedule.hour + 1} h`;
    case 'once':
      return `une fois, le ${SHORT.format(schedule.at)}`;
  }
}

function Deadlines(props: { deadlines: TimeState['deadlines']; isMoving: boolean; onMove: (to: number) => void }) {
  const { deadlines, isMoving, onMove } = props;
  if (deadlines.length === 0) return null;
  return (
    <section>
      <h2>Échéances à venir</h2>
      <ul class="deadlines">
        {deadlines.map(({ at, text }) => (
          <li key={`${at}${text}`}>
            <span>
              {SHORT.format(at)} – {text}
            </span>{' '}
            <button
              type="button"
              disabled={isMoving}
              aria-label={`Aller une minute avant : ${text}`}
              onClick={() => onMove(at - MINUTE)}
            >
              Une minute avant
            </button>{' '}
            <button
              type="button"
              disabled={isMoving}
              aria-label={`Aller une seconde après : ${text}`}
              onClick={() => onMove(at + 1000)}
            >
              Une seconde après
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A date and a time of Paris; the browser's own zone does not matter. */
function MoveTo({ now, isMoving, onMove }: { now: number; isMoving: boolean; onMove: (to: number) => void }) {
  const [written, setWritten] = useState('');
  return (
    <form
      class="move"
      onSubmit={event => {
        event.preventDefault();
        if (written !== '') onMove(parisInstant(written));
      }}
    >
      <label>
        Aller au (heure de Paris){' '}
        <input
          type="datetime-local"
          step="1"
          min={parisText(now)}
          value={written}
          onInput={event => setWritten(event.currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={isMoving || written === ''}>
        Aller
      </button>
    </form>
  );
}

/** `2018-11-05T14:30:00`, in Paris. */
function parisText(instant: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' })
    .format(instant)
    .replace(' ', 'T');
}

function parisInstant(text: string): number {
  const asUtc = Date.parse(`${text.length === 16 ? `${text}:00` : text}Z`);
  const offset = Date.parse(`${parisText(asUtc)}Z`) - asUtc;
  const guess = asUtc - offset;
  // Around the change of the hour the first guess may use the other offset.
  return asUtc - (Date.parse(`${parisText(guess)}Z`) - guess);
}

type Fault = TimeState['fault'];

function Faults({ fault, onSet }: { fault: Fault; onSet: (fault: Params<'time.fault'>['fault']) => void }) {
  const [call_, setCall] = useState(5);
  const [when, setWhen] = useState<'before' | 'after'>('before');
  const [seconds, setSeconds] = useState(8);
  const [quota, setQuota] = useState(5);
  const [how, setHow] = useState<'throw' | 'bounce'>('throw');
  const number = (set: (value: number) => void) => (event: { currentTarget: HTMLInputElement }) =>
    set(Number(event.currentTarget.value));
  return (
    <section>
      <h2>Incident à la prochaine exécution</h2>
      <p role="status">{fault === null ? 'Aucun incident préparé.' : `Préparé : ${inWords(fault)}.`}</p>
      <div class="faults">
        <div>
          <label>
            Interrompre à l'appel n° <input type="number" min="1" value={call_} onInput={number(setCall)} />
          </label>{' '}
          <label>
            <span class="visually-hidden">Avant ou après son effet</span>
            <select value={when} onChange={event => setWhen(event.currentTarget.value as 'before' | 'after')}>
              <option value="before">avant son effet</option>
              <option value="after">après son effet</option>
            </select>
          </label>{' '}
          <button type="button" onClick={() => onSet({ kill: { call: call_, when } })}>
            Préparer
          </button>
        </div>
        <div>
          <label>
            Limite de temps (s) <input type="number" min="1" value={seconds} onInput={number(setSeconds)} />
          </label>{' '}
          <button type="button" onClick={() => onSet({ timeLimit: seconds })}>
            Préparer
          </button>
        </div>
        <div>
          <label>
            Quota de courriels <input type="number" min="0" value={quota} onInput={number(setQuota)} />
          </label>{' '}
          <label>
            <span class="visually-hidden">Au-delà</span>
            <select value={how} onChange={event => setHow(event.currentTarget.value as 'throw' | 'bounce')}>
              <option value="throw">Gmail refuse</option>
              <option value="bounce">Gmail accepte, puis renvoie</option>
            </select>
          </label>{' '}
          <button type="button" onClick={() => onSet({ mailQuota: quota, how })}>
            Préparer
          </button>
        </div>
        <div>
          <button type="button" onClick={() => onSet({ lockBusy: true })}>
            Verrou déjà pris
          </button>{' '}
          {fault !== null && (
            <button type="button" onClick={() => onSet(null)}>
              Retirer l'incident
            </button>
          )}
        </div>
      </div>
    </section>
  );
}

function inWords({ kill, timeLimit, lockBusy, mailQuota, how }: NonNullable<Fault>): string {
  if (kill !== undefined) return `interruption ${kill.when === 'before' ? 'avant' : 'après'} l'appel n° ${kill.call}`;
  if (timeLimit !== undefined) return `limite de ${timeLimit} s`;
  if (mailQuota !== undefined) return `quota de ${mailQuota} courriels (${how === 'bounce' ? 'renvoi' : 'refus'})`;
  return lockBusy === true ? 'verrou pris' : 'aucun';
}

function Executions(props: { nameOf: (handler: string) => string; onError: (error: Error) => void }) {
  const { nameOf: named, onError } = props;
  const [outcome, setOutcome] = useState<Outcome>('');
  const [custom, setCustom] = useState(false);
  const [from, setFrom] = useState(0);
  const [list, setList] = useState<Result<'time.executions'>>({ total: 0, functions: [], executions: [] });
  const [name, setName] = useState('');
  const refresh = useCallback(() => {
    call('time.executions', { from, count: PAGE, outcome, function: name, custom }).then(setList, onError);
  }, [from, outcome, name, custom]);
  useEffect(refresh, [refresh]);
  useChanges(['execution'], refresh);
  return (
    <section>
      <h2>Exécutions</h2>
      <div class="buttons wrap">
        <label>
          Issue{' '}
          <select
            value={outcome}
            onChange={event => {
              setOutcome(event.currentTarget.value as Outcome);
              setFrom(0);
            }}
          >
            <option value="">toutes</option>
            {Object.entries(OUTCOMES).map(([key, word]) => (
              <option key={key} value={key}>
                {word}
              </option>
            ))}
          </select>
        </label>
        <label>
          Fonction{' '}
          <select
            value={name}
            onChange={event => {
              setName(event.currentTarget.value);
              setFrom(0);
            }}
          >
            <option value="">toutes</option>
            {list.functions.map(one => (
              <option key={one} value={one}>
                {named(one)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input type="checkbox" checked={custom} onChange={event => setCustom(event.currentTarget.checked)} /> avec les
          formules
        </label>
        <span>
          {list.total} exécution{list.total > 1 ? 's' : ''}
        </span>
        {from > 0 && (
          <button type="button" onClick={() => setFrom(Math.max(0, from - PAGE))}>
            Plus récentes
          </button>
        )}
        {from + PAGE < list.total && (
          <button type="button" onClick={() => setFrom(from + PAGE)}>
            Plus anciennes
          </button>
        )}
      </div>
      <section class="scrolls" aria-label="Liste des exécutions" {...REACHABLE}>
        <table class="executions">
          <thead>
            <tr>
              <th scope="col">Début</th>
              <th scope="col">Fonction</th>
              <th scope="col">Par</th>
              <th scope="col">Appels</th>
              <th scope="col">Cellules</th>
              <th scope="col">Temps chez Google</th>
              <th scope="col">Issue</th>
            </tr>
          </thead>
          <tbody>
            {list.executions.map((one, index) => (
              <tr key={`${one.startedAt}${one.function}${from + index}`}>
                <td>{SHORT.format(Date.parse(one.startedAt))}</td>
                <td>
                  <details>
                    <summary>
                      {named(one.function)}
                      {one.coalesced !== undefined && one.coalesced > 1 && ` × ${one.coalesced}`}
                    </summary>
                    <ul>
                      {Object.entries(one.calls).map(([name, count]) => (
                        <li key={name}>
                          {name} × {count}
                        </li>
                      ))}
                      {one.logs.map(({ level, text }, line) => (
                        <li key={`log-${line}-${level}`}>
                          {level} : {text}
                        </li>
                      ))}
                      {one.coalesced !== undefined && <li>{one.coalesced} exécutions sans rien à faire, regroupées</li>}
                    </ul>
                  </details>
                </td>
                <td>{one.by}</td>
                <td class="amount">{one.totalCalls}</td>
                <td class="amount">{one.cellsRead + one.cellsWritten}</td>
                <td class="amount">
                  {(one.modelledMs / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} s
                </td>
                <td>
                  {OUTCOMES[one.outcome]}
                  {one.error !== null && ` : ${one.error}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** One scenario among those a visitor can start from: what it tells, and how far to play it. */
import { useEffect, useState } from 'preact/hooks';
import type { Result } from '../../host/methods';
import { call } from '../host-call';

type Card = Result<'try.scenarios'>[number];
type ToldStep = Result<'try.steps'>[number];

const DAY = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });
const INSTANT = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' });
/** As many as one call gives; a longer scenario is asked for window by window. */
const WINDOW = 500;
const LONGEST_OPTION = 110;

interface ScenarioCardProps {
  card: Card;
  isBusy: boolean;
  onStart: (steps: number) => void;
}

export function ScenarioCard({ card, isBusy, onStart }: ScenarioCardProps) {
  const { file, title, description, start, end, steps: count, problem } = card;
  const [steps, setSteps] = useState<ToldStep[]>([]);
  const [until, setUntil] = useState(count);
  const [refusal, setRefusal] = useState('');
  useEffect(() => {
    setUntil(count);
    const windows = Array.from({ length: Math.ceil(count / WINDOW) }, (_, index) =>
      call('try.steps', { file, from: index * WINDOW, count: WINDOW }),
    );
    Promise.all(windows).then(
      read => setSteps(read.flat()),
      (error: Error) => setRefusal(error.message),
    );
  }, [file, count]);
  const id = `steps-${file}`;
  if (problem !== '') {
    return (
      <section class="card">
        <h3>{title}</h3>
        <p class="problem">Ce scénario ne se lit pas : {problem}</p>
      </section>
    );
  }
  const told = ({ number, at, text }: ToldStep): string =>
    `${number} – ${at === null ? '' : `${INSTANT.format(at)} `}${text}`;
  return (
    <section class="card">
      <h3>{title}</h3>
      {description !== '' && <p>{description}</p>}
      <p class="hint">
        {count} étape{count > 1 ? 's' : ''}, du {DAY.format(start)} au {DAY.format(end)}.
      </p>
      {refusal !== '' && <p class="problem">{refusal}</p>}
      <label for={id}>Jouer jusqu’à l’étape</label>
      <select id={id} value={until} onChange={event => setUntil(Number(event.currentTarget.value))}>
        <option value={0}>0 – avant la première</option>
        {steps.map(step => (
          <option key={step.number} value={step.number} title={step.text}>
            {told(step).length > LONGEST_OPTION ? `${told(step).slice(0, LONGEST_OPTION)}…` : told(step)}
          </option>
        ))}
      </select>
      <button type="button" disabled={isBusy} onClick={() => onStart(until)}>
        Partir de ce scénario
      </button>
    </section>
  );
}

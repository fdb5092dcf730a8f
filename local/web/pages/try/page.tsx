/** Page « Essayer »: where somebody who has never seen the add-on begins, and from where they can begin again. */
import './try.css';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Result } from '../../host/methods';
import { useChanges, useEvents } from '../events';
import { call } from '../host-call';
import type { PageProps } from '../page-props';

type Scenarios = Result<'try.scenarios'>;

export default function TryPage({ state, go }: PageProps) {
  const [scenarios, setScenarios] = useState<Scenarios>([]);
  const [place, setPlace] = useState<Result<'try.place'>>(null);
  const [progress, setProgress] = useState('');
  const [problem, setProblem] = useState('');
  const refresh = useCallback(() => {
    call('try.scenarios', {}).then(setScenarios, (error: Error) => setProblem(error.message));
    call('try.place', {}).then(setPlace, () => undefined);
  }, []);
  useEffect(refresh, []);
  useChanges(['web'], refresh);
  useEvents(event => {
    if (event.kind === 'progress')
      setProgress(`${event.title} : étape ${event.done} sur ${event.total}. ${event.text}`);
  });

  const attempt = async (gesture: () => Promise<unknown>): Promise<void> => {
    setProblem('');
    setProgress('En cours…');
    await gesture().catch((error: Error) => setProblem(error.message));
    setProgress('');
    refresh();
  };
  const begin = (sentence: string, gesture: () => Promise<unknown>): void => {
    if (!state.isInstalled || confirm(`${sentence}\n\nCe qui est dans le Workspace sera effacé.`))
      void attempt(gesture);
  };
  const current = scenarios.find(({ file }) => file === place?.file);
  const done = place?.done ?? 0;
  const next = current?.steps[done];

  return (
    <div class="sheet try">
      <h1>Essayer Appui AICT</h1>
      <p>
        Appui AICT tient le dispositif d'appui à l'action internationale des collectivités de Cités Unies France : les
        demandes arrivent par un formulaire, le comité décide, les consultants sont consultés par courriel, le budget se
        tient au centime. Ici, tout se passe sur cette machine : le classeur, le formulaire, les boîtes aux lettres et
        l'horloge se comportent comme chez Google, et aucun message ne part au-dehors.
      </p>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <p role="status" aria-live="polite" class="progress">
        {progress}
      </p>

      {current !== undefined && (
        <section class="card">
          <h2>En cours : {current.title}</h2>
          <p>
            {done} étape{done > 1 ? 's' : ''} sur {current.steps.length}.{' '}
            {next === undefined ? 'Le scénario est fini : à vous de jouer.' : `Ensuite : ${next.at} ${next.text}`}
          </p>
          <div class="buttons">
            {next !== undefined && (
              <>
                <button
                  type="button"
                  class="main"
                  onClick={() => void attempt(() => call('try.playOn', { until: done + 1 }))}
                >
                  Jouer l'étape suivante
                </button>
                <button
                  type="button"
                  onClick={() => void attempt(() => call('try.playOn', { until: current.steps.length }))}
                >
                  Jouer jusqu'à la fin
                </button>
              </>
            )}
            <button
              type="button"
              onClick={() =>
                begin('Revenir au début du scénario ?', () => call('try.start', { file: current.file, steps: 0 }))
              }
            >
              Revenir au début
            </button>
          </div>
        </section>
      )}

      <h2>Continuer à la main</h2>
      <ul class="ways">
        <Way path="/classeur" title="Classeur" go={go}>
          Soyez le compte de gestion : le menu Appui AICT fait avancer chaque dossier. Commencez par « Installer ou
          mettre à jour » si le classeur est vide.
        </Way>
        <Way path="/formulaire" title="Formulaire" go={go}>
          Soyez une collectivité : déposez une demande, puis lisez l'accusé de réception dans la Messagerie.
        </Way>
        <Way path="/messagerie" title="Messagerie" go={go}>
          Soyez un consultant : choisissez-le en haut, lisez la consultation et répondez au-dessus du texte cité.
        </Way>
        <Way path="/horloge" title="Horloge" go={go}>
          Passez la date limite d'un clic : les offres en retard sont signalées et la consultation se ferme.
        </Way>
      </ul>

      <h2>Partir d'autre chose</h2>
      <div class="starts">
        <section class="card">
          <h3>Un classeur vide</h3>
          <p>Tel que le trouve la personne qui installe l'extension, à la date d'aujourd'hui.</p>
          <button type="button" onClick={() => begin("Partir d'un classeur vide ?", () => call('try.empty', {}))}>
            Partir d'un classeur vide
          </button>
        </section>
        {scenarios.map(scenario => (
          <ScenarioCard
            key={scenario.file}
            scenario={scenario}
            onStart={steps =>
              begin(`Partir de « ${scenario.title} » ?`, () => call('try.start', { file: scenario.file, steps }))
            }
          />
        ))}
      </div>
    </div>
  );
}

function Way(props: { path: string; title: string; go: (path: string) => void; children: preact.ComponentChildren }) {
  return (
    <li>
      <a
        href={props.path}
        onClick={event => {
          event.preventDefault();
          props.go(props.path);
        }}
      >
        {props.title}
      </a>{' '}
      – {props.children}
    </li>
  );
}

function ScenarioCard({ scenario, onStart }: { scenario: Scenarios[number]; onStart: (steps: number) => void }) {
  const [steps, setSteps] = useState(scenario.steps.length);
  const id = `steps-${scenario.file}`;
  return (
    <section class="card">
      <h3>{scenario.title}</h3>
      {scenario.problem !== '' ? (
        <p class="problem">{scenario.problem}</p>
      ) : (
        <>
          <label for={id}>Jouer jusqu'à l'étape</label>
          <select id={id} value={steps} onChange={event => setSteps(Number(event.currentTarget.value))}>
            <option value={0}>0 – avant la première</option>
            {scenario.steps.map(({ number, at, text }) => (
              <option key={number} value={number}>
                {`${number} – ${at} ${text}`.slice(0, 110)}
              </option>
            ))}
          </select>
          <button type="button" onClick={() => onStart(steps)}>
            Partir de ce scénario
          </button>
        </>
      )}
    </section>
  );
}

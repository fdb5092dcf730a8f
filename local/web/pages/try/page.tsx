/** Page « Essayer »: where somebody who has never seen the add-on begins, and from where they can begin again. */
import './try.css';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Result } from '../../host/methods';
import { ConfirmBox } from '../confirm-box';
import { useChanges, useEvents } from '../events';
import { call } from '../host-call';
import type { PageProps } from '../page-props';
import { ScenarioCard } from './scenario-card';

type Place = Result<'try.place'>;

export default function TryPage({ state, go }: PageProps) {
  const [scenarios, setScenarios] = useState<Result<'try.scenarios'>>([]);
  const [{ place, isUntouched }, setPlace] = useState<Place>({ place: null, isUntouched: false });
  const [problem, setProblem] = useState('');
  const [asked, setAsked] = useState<Beginning>();
  const fail = (error: Error): void => setProblem(error.message);
  const refresh = useCallback(() => {
    call('try.scenarios', {}).then(setScenarios, fail);
    call('try.place', {}).then(setPlace, fail);
  }, []);
  useEffect(refresh, []);
  useChanges(['web'], refresh);
  useEvents(event => {
    if (event.kind === 'progress') refresh();
  });

  const isBusy = state.work !== null;
  const attempt = async (gesture: () => Promise<unknown>): Promise<void> => {
    setProblem('');
    await gesture().catch(fail);
    refresh();
  };
  const begin = (beginning: Beginning): void => {
    if (isUntouched) void attempt(beginning.gesture);
    else setAsked(beginning);
  };

  return (
    <div class="sheet try">
      <h1>Essayer Appui AICT</h1>
      <p>
        Appui AICT tient le dispositif d’appui à l’action internationale des collectivités de Cités Unies France : les
        demandes arrivent par un formulaire, le comité décide, les consultants sont consultés par courriel, le budget se
        tient au centime. Ici, tout se passe sur cette machine : le classeur, le formulaire, les boîtes aux lettres et
        l’horloge se comportent comme chez Google, et aucun message ne part au-dehors.
      </p>
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {place !== null && (
        <UnderWay
          place={place}
          isBusy={isBusy}
          playOn={until => void attempt(() => call('try.playOn', { until }))}
          restart={() =>
            begin({
              sentence: `Revenir au début de « ${place.title} » ?`,
              gesture: () => call('try.start', { file: place.file, steps: 0 }),
            })
          }
        />
      )}

      <h2>Continuer à la main</h2>
      <ul class="ways">
        <Way path="/classeur" title="Classeur" go={go}>
          Soyez le compte de gestion : le menu Appui AICT fait avancer chaque dossier. Commencez par « Installer ou
          mettre à jour » si le classeur est vide.
        </Way>
        <Way path="/formulaire" title="Formulaire" go={go}>
          Soyez une collectivité : déposez une demande, puis lisez l’accusé de réception dans la Messagerie.
        </Way>
        <Way path="/messagerie" title="Messagerie" go={go}>
          Soyez un consultant : choisissez-le en haut, lisez la consultation et répondez au-dessus du texte cité.
        </Way>
        <Way path="/horloge" title="Horloge" go={go}>
          Passez la date limite d’un clic : les offres en retard sont signalées et la consultation se ferme.
        </Way>
      </ul>

      <h2>Partir d’autre chose</h2>
      <div class="starts">
        <section class="card">
          <h3>Un classeur vide</h3>
          <p>Tel que le trouve la personne qui installe l’extension, à la date d’aujourd’hui.</p>
          <button
            type="button"
            disabled={isBusy}
            onClick={() => begin({ sentence: 'Partir d’un classeur vide ?', gesture: () => call('try.empty', {}) })}
          >
            Partir d’un classeur vide
          </button>
        </section>
        {scenarios.map(card => (
          <ScenarioCard
            key={card.file}
            card={card}
            isBusy={isBusy}
            onStart={steps =>
              begin({
                sentence: `Partir de « ${card.title} » ?`,
                gesture: () => call('try.start', { file: card.file, steps }),
              })
            }
          />
        ))}
      </div>
      {asked !== undefined && (
        <ConfirmBox
          title={asked.sentence}
          text="Le classeur, les réponses, les messages et l’horloge du Workspace actuel seront effacés. Pour garder une trace, téléchargez d’abord le classeur (.xlsx) depuis la page Classeur."
          yes="Effacer et repartir"
          onAnswer={isSure => {
            setAsked(undefined);
            if (isSure) void attempt(asked.gesture);
          }}
        />
      )}
    </div>
  );
}

/** A new start that somebody asked for, and has to confirm when there is something to lose. */
interface Beginning {
  sentence: string;
  gesture: () => Promise<unknown>;
}

const INSTANT = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' });

function UnderWay(props: {
  place: NonNullable<Place['place']>;
  isBusy: boolean;
  playOn: (until: number) => void;
  restart: () => void;
}) {
  const { place, isBusy, playOn, restart } = props;
  const { title, done, total, next, isLate, problem } = place;
  return (
    <section class="card">
      <h2>En cours : {title}</h2>
      <p>
        {done} étape{done > 1 ? 's' : ''} sur {total}.{' '}
        {next === null
          ? 'Le scénario est fini : à vous de jouer.'
          : `Ensuite : ${next.at === null ? '' : `${INSTANT.format(next.at)}, `}${next.text}`}
      </p>
      {isLate && <p class="hint">L’heure de cette étape est passée : elle sera jouée à l’heure qu’il est.</p>}
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <div class="buttons">
        {next !== null && (
          <>
            <button type="button" class="main" disabled={isBusy} onClick={() => playOn(done + 1)}>
              Jouer l’étape suivante
            </button>
            <button type="button" disabled={isBusy} onClick={() => playOn(total)}>
              Jouer jusqu’à la fin
            </button>
          </>
        )}
        <button type="button" disabled={isBusy} onClick={restart}>
          Revenir au début
        </button>
      </div>
    </section>
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

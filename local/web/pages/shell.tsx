/** What stands around every page: the way to the others, who the visitor is, what time it is there. */
import type { ComponentType } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ConnectionState } from './connection';
import { useEvents } from './events';
import { call, Unreachable } from './host-call';
import { becomePerson, person } from './identity';
import type { PageProps, SessionState } from './page-props';
import { ScriptScreens } from './script-screens';
import { WorkUnderWay } from './work-under-way';

interface PageEntry {
  path: string;
  title: string;
  load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const PAGES: readonly PageEntry[] = [
  { path: '/classeur', title: 'Classeur', load: () => import('./workbook/page') },
  { path: '/formulaire', title: 'Formulaire', load: () => import('./form/page') },
  { path: '/messagerie', title: 'Messagerie', load: () => import('./mail/page') },
  { path: '/drive', title: 'Drive', load: () => import('./drive/page') },
  { path: '/horloge', title: 'Horloge', load: () => import('./time/page') },
  { path: '/essayer', title: 'Essayer', load: () => import('./try/page') },
];

const FIRST = PAGES[0] as PageEntry;
const TRY = PAGES.at(-1) as PageEntry;

export function Shell() {
  const [path, setPath] = useState(location.pathname);
  const [state, setState] = useState<SessionState>();
  const [problem, setProblem] = useState('');
  const [me, setMe] = useState(person());

  const refresh = useCallback(() => {
    call('session.state', {}).then(
      fresh => {
        setState(fresh);
        setProblem('');
        if (person() === '') {
          becomePerson(fresh.manager);
          setMe(fresh.manager);
        }
      },
      // What the connection itself says is enough while it is lost.
      (error: Error) => setProblem(error instanceof Unreachable ? '' : error.message),
    );
  }, []);
  useEffect(refresh, []);
  useEvents(event => {
    if (event.kind === 'replaced') location.assign(location.pathname);
    if (event.kind === 'hello' || event.kind === 'changed') refresh();
  });

  const go = useCallback((to: string) => {
    history.pushState(null, '', to);
    // A page that reads its address hears of it as it does of « back ».
    dispatchEvent(new PopStateEvent('popstate'));
  }, []);
  useEffect(() => {
    const back = () => setPath(location.pathname);
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);

  const current = PAGES.find(page => page.path === path) ?? (state?.isInstalled === false ? TRY : FIRST);
  useEffect(() => {
    document.title = `${current.title} – Appui AICT, Workspace local`;
  }, [current]);

  return (
    <>
      <a class="skip" href="#content">
        Aller au contenu
      </a>
      <header class="bar">
        <p class="product">
          Appui AICT <span class="local">Workspace local</span>
        </p>
        <nav aria-label="Pages">
          <ul>
            {PAGES.map(page => (
              <li key={page.path}>
                <a
                  href={page.path}
                  aria-current={page === current ? 'page' : undefined}
                  onClick={event => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
                    event.preventDefault();
                    go(page.path);
                  }}
                >
                  {page.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {state !== undefined && <Clock now={state.now} />}
        {state !== undefined && (
          <PersonChoice
            state={state}
            me={me}
            onChange={account => {
              becomePerson(account);
              setMe(account);
            }}
          />
        )}
      </header>
      <ConnectionState />
      {problem !== '' && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <WorkUnderWay known={state?.work ?? null} />
      <div class="stage">
        <main id="content" tabIndex={-1}>
          {state === undefined && problem === '' && <p class="loading">Chargement…</p>}
          {state !== undefined && <Loaded page={current} state={state} me={me} go={go} />}
        </main>
        <ScriptScreens />
      </div>
    </>
  );
}

function Loaded({ page, ...props }: PageProps & { page: PageEntry }) {
  const [loaded, setLoaded] = useState<{ page: PageEntry; Component: ComponentType<PageProps> }>();
  useEffect(() => {
    let isWanted = true;
    page.load().then(({ default: Component }) => {
      if (isWanted) setLoaded({ page, Component });
    });
    return () => {
      isWanted = false;
    };
  }, [page]);
  if (loaded?.page !== page) return <p class="loading">Chargement…</p>;
  return <loaded.Component {...props} />;
}

const CLOCK = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  weekday: 'short',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

function Clock({ now }: { now: number }) {
  return (
    <p class="clock">
      <span class="visually-hidden">Dans ce Workspace, il est </span>
      <time dateTime={new Date(now).toISOString()}>{CLOCK.format(now)}</time>
    </p>
  );
}

const ROLE_NAMES: Readonly<Record<SessionState['people'][number]['role'], string>> = {
  gestion: 'Compte de gestion',
  équipe: 'Équipe',
  comité: 'Comité',
  titulaire: 'Titulaires',
  collectivité: 'Collectivités',
};

function PersonChoice({
  state,
  me,
  onChange,
}: {
  state: SessionState;
  me: string;
  onChange: (account: string) => void;
}) {
  const roles = [...new Set(state.people.map(({ role }) => role))];
  const isKnown = state.people.some(({ account }) => account === me);
  return (
    <label class="person">
      Vous êtes
      <select value={me} onChange={event => onChange(event.currentTarget.value)}>
        {!isKnown && <option value={me}>{me}</option>}
        {roles.map(role => (
          <optgroup key={role} label={ROLE_NAMES[role]}>
            {state.people
              .filter(one => one.role === role)
              .map(one => (
                <option key={one.account} value={one.account}>
                  {one.name === one.account ? one.account : `${one.name} – ${one.account}`}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** What the script shows and asks: questions, dialogs, the sidebar, short words. They stand over whatever page is open. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Question } from '../wire';
import { useEvents } from './events';
import { answerQuestion, call } from './host-call';
import { currentSelection } from './selection';

interface ScriptPage {
  kind: 'dialog' | 'sidebar';
  title: string;
  src: string;
  width: number | null;
  height: number | null;
}

interface Toast {
  id: number;
  title: string;
  text: string;
  isError: boolean;
}

const TOAST_MS = 10_000;

export function ScriptScreens() {
  const [questions, setQuestions] = useState<Question[]>([]);
  const [dialog, setDialog] = useState<ScriptPage>();
  const [sidebar, setSidebar] = useState<ScriptPage>();
  const [toasts, setToasts] = useState<Toast[]>([]);
  const toastCount = useRef(0);

  const say = useCallback((title: string, text: string, isError: boolean) => {
    toastCount.current += 1;
    const id = toastCount.current;
    setToasts(known => [...known, { id, title, text, isError }]);
    setTimeout(() => setToasts(known => known.filter(toast => toast.id !== id)), TOAST_MS);
  }, []);

  useEvents(event => {
    // A box whose run is over, ended by a restart, has nobody left to answer to.
    if (event.kind === 'hello') setQuestions(known => known.filter(({ id }) => event.questions.includes(id)));
    if (event.kind === 'ask')
      setQuestions(known => [...known.filter(({ id }) => id !== event.question.id), event.question]);
    if (event.kind === 'asked') setQuestions(known => known.filter(({ id }) => id !== event.id));
    if (event.kind !== 'screen') return;
    const { kind, title, text, page } = event.screen;
    if (kind === 'toast') say(title, text, false);
    if (kind === 'error') say('Erreur du script', text, true);
    if (page === undefined) return;
    if (kind === 'dialog') setDialog({ kind, title, ...page });
    if (kind === 'sidebar') setSidebar({ kind, title, ...page });
  });

  const question = questions.at(-1);
  return (
    <>
      {sidebar !== undefined && (
        <aside class="sidebar" aria-label={sidebar.title}>
          <header>
            <h2>{sidebar.title}</h2>
            <CloseButton onClick={() => setSidebar(undefined)} />
          </header>
          <ScriptFrame page={sidebar} onClose={() => setSidebar(undefined)} />
        </aside>
      )}
      {dialog !== undefined && (
        <Modal
          title={dialog.title}
          onClose={() => setDialog(undefined)}
          isAside={question !== undefined}
          key={dialog.src}
        >
          <ScriptFrame page={dialog} onClose={() => setDialog(undefined)} />
        </Modal>
      )}
      {question !== undefined && <QuestionBox key={question.id} question={question} />}
      <div class="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, title, text, isError }) => (
          <div key={id} class={isError ? 'toast error' : 'toast'}>
            <p>
              <strong>{title}</strong> {text}
            </p>
            <CloseButton onClick={() => setToasts(known => known.filter(toast => toast.id !== id))} />
          </div>
        ))}
      </div>
    </>
  );
}

function CloseButton({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" class="close" aria-label="Fermer" onClick={onClick}>
      ×
    </button>
  );
}

/** `isAside`: a question is open; the dialog waits out of sight, as it was, and takes the focus back after the answer. */
function Modal(props: { title: string; onClose: () => void; isAside: boolean; children: preact.ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (props.isAside) return;
    box.current?.showModal();
    return () => box.current?.close();
  }, [props.isAside]);
  return (
    <dialog
      class="script-dialog"
      ref={box}
      aria-label={props.title}
      onCancel={event => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <header>
        <h2>{props.title}</h2>
        <CloseButton onClick={props.onClose} />
      </header>
      {props.children}
    </dialog>
  );
}

/** The page of the script in a frame of its own origin; what it calls passes through here, with what is selected. */
function ScriptFrame({ page, onClose }: { page: ScriptPage; onClose: () => void }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [size, setSize] = useState({ width: page.width, height: page.height });
  useEffect(() => {
    const hear = async ({ source, data }: MessageEvent): Promise<void> => {
      const own = frame.current?.contentWindow;
      if (source === null || source !== own || data?.appuiAict !== true) return;
      if (data.type === 'close') onClose();
      if (data.type === 'height') setSize(known => ({ ...known, height: Number(data.height) }));
      if (data.type === 'width') setSize(known => ({ ...known, width: Number(data.width) }));
      if (data.type === 'focus') document.querySelector<HTMLElement>('.grid')?.focus();
      if (data.type !== 'run') return;
      const ran = await call('script.call', {
        function: String(data.function),
        args: Array.isArray(data.args) ? data.args : [],
        selection: currentSelection(),
        isByItself: data.isByItself === true,
      }).catch((error: Error) => ({ value: null, error: error.message }));
      own.postMessage({ appuiAict: true, type: 'ran', id: data.id, value: ran.value, error: ran.error }, '*');
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, [page.src]);
  const isDialog = page.kind === 'dialog';
  return (
    <iframe
      ref={frame}
      src={page.src}
      title={page.title}
      sandbox="allow-scripts allow-forms allow-popups allow-modals"
      style={isDialog ? { width: `${size.width ?? 600}px`, height: `${size.height ?? 400}px` } : undefined}
    />
  );
}

const LATE_MS = 1500;
const TAKEN = 'Votre réponse est prise. La suite attend qu’une autre personne réponde à la boîte ouverte chez elle.';

const BUTTONS: Readonly<Record<Question['buttons'], readonly (readonly [string, string])[]>> = {
  OK: [['OK', 'ok']],
  OK_CANCEL: [
    ['OK', 'ok'],
    ['Annuler', 'annuler'],
  ],
  YES_NO: [
    ['Oui', 'oui'],
    ['Non', 'non'],
  ],
  YES_NO_CANCEL: [
    ['Oui', 'oui'],
    ['Non', 'non'],
    ['Annuler', 'annuler'],
  ],
};

function QuestionBox({ question: { id, kind, title, text, buttons } }: { question: Question }) {
  const box = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const [isSent, setIsSent] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => {
    box.current?.showModal();
    input.current?.focus();
    return () => box.current?.close();
  }, []);
  useEffect(() => {
    if (!isSent) return;
    // Runs end one inside the other: another person's box may be open in front of this one.
    const late = setTimeout(() => setSaid(TAKEN), LATE_MS);
    return () => clearTimeout(late);
  }, [isSent]);
  const send = (answer: string | null): void => {
    setIsSent(true);
    setSaid('');
    answerQuestion(id, answer).catch((error: Error) => {
      setIsSent(false);
      setSaid(error.message);
    });
  };
  const press = (button: string): void => {
    if (kind === 'alert') send(button);
    else send(button === 'ok' || button === 'oui' ? (input.current?.value ?? '') : `[${button}]`);
  };
  const [main] = BUTTONS[buttons];
  return (
    <dialog
      class="question"
      ref={box}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={event => {
        event.preventDefault();
        send(null);
      }}
    >
      <form
        onSubmit={event => {
          event.preventDefault();
          if (main !== undefined) press(main[1]);
        }}
      >
        <h2 id={`${id}-title`}>{title}</h2>
        <p class="text" id={`${id}-text`}>
          {text}
        </p>
        {kind === 'prompt' && (
          <textarea
            ref={input}
            rows={2}
            aria-labelledby={`${id}-title ${id}-text`}
            onKeyDown={event => {
              if (event.key !== 'Enter' || event.shiftKey) return;
              event.preventDefault();
              if (main !== undefined) press(main[1]);
            }}
          />
        )}
        <p class="said" role="status">
          {said}
        </p>
        <div class="buttons">
          {BUTTONS[buttons].map(([caption, answer], index) => (
            <button
              key={answer}
              type={index === 0 ? 'submit' : 'button'}
              class={index === 0 ? 'main' : undefined}
              disabled={isSent}
              onClick={index === 0 ? undefined : () => press(answer)}
            >
              {caption}
            </button>
          ))}
        </div>
      </form>
    </dialog>
  );
}

/**
 * `google.script` inside a page of the add-on, as HtmlService gives it: calls go to the page around by messages, since this
 * frame has an origin of its own and may send no request.
 */
type Handler = (value: unknown, userObject?: unknown) => void;

interface Runner {
  onSuccess: Handler | undefined;
  onFailure: Handler | undefined;
  userObject: unknown;
}

const waiting = new Map<number, Runner>();
let calls = 0;
/** Whether what runs now answers a gesture of the person; a timer of the page answers none. */
let isGesture = false;

for (const gesture of ['click', 'keydown', 'input', 'change', 'submit']) {
  const note = (): void => {
    isGesture = true;
    setTimeout(() => {
      isGesture = false;
    });
  };
  addEventListener(gesture, note, { capture: true });
}

function post(message: Record<string, unknown>): void {
  parent.postMessage({ appuiAict: true, ...message }, '*');
}

/** Only what Google's client passes on: plain data. */
function checked(value: unknown): unknown {
  if (typeof value === 'function') throw new TypeError('Failed due to illegal value in property: function');
  return JSON.parse(JSON.stringify(value ?? null)) as unknown;
}

function runner(settings: Runner): unknown {
  return new Proxy(
    {},
    {
      get(_target, name) {
        if (name === 'withSuccessHandler') return (onSuccess: Handler) => runner({ ...settings, onSuccess });
        if (name === 'withFailureHandler') return (onFailure: Handler) => runner({ ...settings, onFailure });
        if (name === 'withUserObject') return (userObject: unknown) => runner({ ...settings, userObject });
        return (...args: unknown[]) => {
          calls += 1;
          waiting.set(calls, settings);
          post({ type: 'run', id: calls, function: String(name), args: args.map(checked), isByItself: !isGesture });
        };
      },
    },
  );
}

addEventListener('message', ({ source, data }: MessageEvent) => {
  if (source !== parent || data?.appuiAict !== true || data.type !== 'ran') return;
  const settings = waiting.get(data.id);
  waiting.delete(data.id);
  if (settings === undefined) return;
  if (data.error === null) settings.onSuccess?.(data.value, settings.userObject);
  else if (settings.onFailure) settings.onFailure(new Error(data.error), settings.userObject);
  else console.error(data.error);
});

Object.assign(globalThis, {
  google: {
    script: {
      run: runner({ onSuccess: undefined, onFailure: undefined, userObject: undefined }),
      host: {
        close: () => post({ type: 'close' }),
        setHeight: (height: number) => post({ type: 'height', height }),
        setWidth: (width: number) => post({ type: 'width', width }),
        editor: { focus: () => post({ type: 'focus' }) },
        origin: '*',
      },
    },
  },
});

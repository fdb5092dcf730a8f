/** Builds what a page shows: every text goes in as text, never as HTML, whoever wrote it. */

type Attributes = Readonly<Record<string, string | number | boolean>>;
type Child = Node | string;

/** An element with its attributes (`false` leaves one out) and its children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) made.setAttribute(name, value === true ? '' : String(value));
  made.append(...children);
  return made;
}

/** A button that does something; the page's one main button is coloured. */
export function button(label: string, onClick: () => void, isMain = false): HTMLButtonElement {
  const made = element('button', { type: 'button', ...(isMain ? { class: 'main' } : {}) }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** Shows or hides without leaving a gap; what is hidden is not read out either. */
export function show(target: HTMLElement, isShown: boolean): void {
  target.hidden = !isShown;
}

/** One item of a form: its question, its help, what can be answered, and what is wrong with it. */
import type { Result } from '../../host/methods';

export type Answer = string | string[];
type Item = Result<'form.page'>['items'][number];

export interface QuestionFieldProps {
  item: Item;
  answer: Answer | undefined;
  problem: string;
  onChange: (answer: Answer) => void;
}

export function QuestionField({ item, answer, problem, onChange }: QuestionFieldProps) {
  const id = `question-${item.id}`;
  if (item.type === 'SECTION_HEADER' || item.type === 'PAGE_BREAK') {
    return (
      <section class="form-item">
        <h2>{item.title}</h2>
        {item.helpText !== '' && <p class="text">{item.helpText}</p>}
      </section>
    );
  }
  const describedBy = [item.helpText === '' ? '' : `${id}-help`, problem === '' ? '' : `${id}-problem`]
    .join(' ')
    .trim();
  const described: { 'aria-describedby'?: string } = describedBy === '' ? {} : { 'aria-describedby': describedBy };
  const common = {
    ...described,
    ...(problem === '' ? {} : { 'aria-invalid': true as const }),
    'aria-required': item.required,
  };
  const text = typeof answer === 'string' ? answer : '';
  const title = (
    <>
      {item.title}
      {item.required && <span class="star"> *</span>}
    </>
  );
  const notes = (
    <>
      {item.helpText !== '' && (
        <p class="help text" id={`${id}-help`}>
          {item.helpText}
        </p>
      )}
      {problem !== '' && (
        <p class="field-problem" id={`${id}-problem`}>
          {problem.charAt(0).toUpperCase() + problem.slice(1)}
        </p>
      )}
    </>
  );
  if (item.type === 'MULTIPLE_CHOICE' || item.type === 'CHECKBOX') {
    return (
      <fieldset class={problem === '' ? 'form-item' : 'form-item wrong'} {...described}>
        <legend>{title}</legend>
        {notes}
        <Choices item={item} id={id} answer={answer} onChange={onChange} />
      </fieldset>
    );
  }
  return (
    <div class={problem === '' ? 'form-item' : 'form-item wrong'}>
      <label for={id}>{title}</label>
      {notes}
      {item.type === 'PARAGRAPH_TEXT' && (
        <textarea id={id} rows={5} value={text} onInput={event => onChange(event.currentTarget.value)} {...common} />
      )}
      {item.type === 'LIST' && (
        <select id={id} value={text} onChange={event => onChange(event.currentTarget.value)} {...common}>
          <option value="">Choisir</option>
          {item.choices.map(choice => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      )}
      {item.type === 'TEXT' && (
        <input id={id} type="text" value={text} onInput={event => onChange(event.currentTarget.value)} {...common} />
      )}
      {item.type === 'DATE' && (
        <input id={id} type="date" value={text} onInput={event => onChange(event.currentTarget.value)} {...common} />
      )}
    </div>
  );
}

function Choices({ item, id, answer, onChange }: Omit<QuestionFieldProps, 'problem'> & { id: string }) {
  const isMany = item.type === 'CHECKBOX';
  const chosen = answer === undefined ? [] : typeof answer === 'string' ? [answer] : answer;
  const other = chosen.find(choice => choice !== '' && !item.choices.includes(choice));
  const choose = (choice: string, isOn: boolean): void => {
    if (!isMany) onChange(choice);
    else onChange(isOn ? [...chosen, choice] : chosen.filter(one => one !== choice));
  };
  return (
    <>
      {item.choices.map((choice, index) => (
        <label key={choice} class="choice">
          <input
            id={index === 0 ? id : undefined}
            type={isMany ? 'checkbox' : 'radio'}
            name={id}
            checked={chosen.includes(choice)}
            onChange={event => choose(choice, event.currentTarget.checked)}
          />
          {choice}
        </label>
      ))}
      {item.otherOption && (
        <label class="choice">
          Autre :
          <input
            type="text"
            value={other ?? ''}
            onInput={event => {
              const written = event.currentTarget.value;
              const kept = isMany ? chosen.filter(choice => item.choices.includes(choice)) : [];
              const next = written === '' ? kept : [...kept, written];
              onChange(isMany ? next : (next[0] ?? ''));
            }}
          />
        </label>
      )}
      {!isMany && !item.required && chosen.some(choice => choice !== '') && (
        <button type="button" class="clear" onClick={() => onChange('')}>
          Effacer la sélection
        </button>
      )}
    </>
  );
}

/** What Google will find about the sender of a message: whoever tries things out decides. */
import type { Verdict } from './draft';

const VERDICTS: readonly (readonly [Verdict, string])[] = [
  ['pass', 'Vérifié (SPF, DKIM et DMARC passent)'],
  ['none', 'Sans preuve (le domaine ne publie rien)'],
  ['fail', 'Usurpé (SPF, DKIM et DMARC échouent)'],
];

export function VerdictChoice({ value, onChange }: { value: Verdict; onChange: (value: Verdict) => void }) {
  return (
    <label class="field">
      Expéditeur, vu de Google
      <select value={value} onChange={event => onChange(event.currentTarget.value as Verdict)}>
        {VERDICTS.map(([verdict, title]) => (
          <option key={verdict} value={verdict}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Addresses typed into a cell. */
import { parseAddresses } from '../../src/scheme/addresses';

it.each([
  ['', []],
  [' ; , \n', []],
  ['Contact@Cuf.example', ['contact@cuf.example']],
  ['a@b.example; c@d.example, e@f.example\ng@h.example', ['a@b.example', 'c@d.example', 'e@f.example', 'g@h.example']],
  ['a@b.example; A@B.example', ['a@b.example']],
  ["o'neil+aict@sous.domaine.example", ["o'neil+aict@sous.domaine.example"]],
])('%p holds %p', (raw, addresses) => {
  expect(parseAddresses(raw)).toEqual({ ok: true, value: addresses });
});

it.each([
  'cuf',
  '@cuf.example',
  'a@',
  'a@localhost',
  'a@b..example',
  'a@-b.example',
  '.a@b.example',
  'a b@c.example d',
  'Marie <marie@cuf.example>',
  'é@cuf.example',
  `${'a'.repeat(65)}@b.example`,
  `a@${'b'.repeat(64)}.example`,
  'a@b.example\u0000',
  'x'.repeat(50_000),
])('%p is refused', raw => {
  expect(parseAddresses(raw).ok).toBe(false);
});

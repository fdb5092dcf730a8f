/** The clock: forward only, exact when set, passing while runs last; and the zone of the process. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { WorkspaceClock } from '../../local/kernel/clock';
import { assertParisTime } from '../../local/kernel/time-zone';
import { START } from './fake-script';

test('moves forward or stays, never back, and takes no date that is none', () => {
  const clock = new WorkspaceClock(START);
  clock.set(START);
  clock.set(START + 5);
  expect(clock.now()).toBe(START + 5);
  expect(() => clock.set(START)).toThrow("L'horloge ne recule pas");
  expect(() => clock.set(Number.NaN)).toThrow("L'horloge ne recule pas");
});

test('while something runs it shows the time of the innermost, afterwards the end of the outermost', () => {
  const clock = new WorkspaceClock(START);
  const outer = { startedAt: START, elapsed: 100 };
  const inner = { startedAt: START + 100, elapsed: 7 };
  clock.during(outer, () => {
    expect(clock.now()).toBe(START + 100);
    clock.during(inner, () => expect(clock.now()).toBe(START + 107));
    expect(clock.now()).toBe(START + 100);
  });
  expect([clock.now(), clock.setTo]).toEqual([START + 100, START]);
  clock.set(START + 50);
  expect(clock.now()).toBe(START + 50);
});

test('follows the machine from where it stands, and stops there', () => {
  const machine = jest.spyOn(Date, 'now').mockReturnValue(1_000);
  try {
    const clock = new WorkspaceClock(START);
    clock.followMachine(true);
    machine.mockReturnValue(3_500);
    expect(clock.now()).toBe(START + 2_500);
    clock.followMachine(false);
    machine.mockReturnValue(9_000);
    expect(clock.now()).toBe(START + 2_500);
  } finally {
    machine.mockRestore();
  }
});

test('the process is on Paris time, and another zone is refused with what to do', () => {
  expect(assertParisTime).not.toThrow();
  const program = `import('./local/kernel/time-zone.ts').then(zone => {
    try { zone.assertParisTime() } catch (error) { console.log(error.message) }
    zone.useParisTime(); zone.assertParisTime(); console.log('Paris');
  })`;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], {
    cwd: join(__dirname, '../..'),
    env: { ...process.env, TZ: 'America/New_York' },
    encoding: 'utf8',
  });
  expect(stdout).toMatch(/« America\/New_York » : appelez useParisTime\(\).*\nParis\n$/);
});

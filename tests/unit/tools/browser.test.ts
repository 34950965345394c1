import { expect, test } from 'vitest';
import { findBrowser } from '../../../.tools/browser.mjs';

const playwrightsOwn = '/home/tester/.cache/ms-playwright/chromium/chrome';
const debian = 'NAME="Debian GNU/Linux"\nID=debian\n';

interface Machine {
  env?: Record<string, string>;
  platform?: string;
  uid?: number;
  files?: string[];
  osRelease?: string;
  /** Executables that are there but do not start. */
  broken?: string[];
  /** What a command brings when it runs. */
  brings?: Record<string, string>;
}

function machine({
  env = {},
  platform = 'linux',
  uid = 1000,
  files = [],
  osRelease,
  broken = [],
  brings = {},
}: Machine) {
  const present = new Set(files);
  if (osRelease) for (const file of ['/etc/os-release', '/usr/bin/apt-get']) present.add(file);
  const commands: string[] = [];
  const effects = {
    env: { PATH: '/usr/local/bin:/usr/bin', ...env },
    platform,
    uid,
    exists: (path: string) => present.has(path),
    read: () => osRelease ?? '',
    exec: (command: string, parameters: string[]) => {
      if (parameters[0] === '--version') return !broken.includes(command);
      const line = `${command.includes('node') ? 'playwright' : command} ${parameters
        .filter((parameter) => !/[-/\\]/.test(parameter))
        .join(' ')}`;
      commands.push(line);
      const brought = brings[line];
      if (brought) present.add(brought);
      return brought !== undefined;
    },
    playwrightPath: async () => playwrightsOwn,
  };
  return { effects, commands };
}

test('a browser named in the environment comes first', async () => {
  const files = ['/opt/mine', '/opt/chrome', '/usr/bin/chromium'];
  const both = machine({ files, env: { BROWSER_PATH: '/opt/mine', CHROME_PATH: '/opt/chrome' } });
  expect(await findBrowser(both.effects)).toBe('/opt/mine');
  const one = machine({ files, env: { CHROME_PATH: '/opt/chrome' } });
  expect(await findBrowser(one.effects)).toBe('/opt/chrome');
});

test('a named browser that does not exist is an error, not a reason to take another', async () => {
  const { effects } = machine({ files: ['/usr/bin/chromium'], env: { BROWSER_PATH: '/opt/mine' } });
  await expect(findBrowser(effects)).rejects.toThrow('BROWSER_PATH is "/opt/mine", which does not exist');
});

test('an installed Chromium comes before Chrome, and both before Playwright’s own', async () => {
  const all = machine({ files: ['/usr/bin/google-chrome', '/usr/bin/chromium', playwrightsOwn] });
  expect(await findBrowser(all.effects)).toBe('/usr/bin/chromium');
  const chrome = machine({ files: ['/usr/bin/google-chrome-stable', playwrightsOwn] });
  expect(await findBrowser(chrome.effects)).toBe('/usr/bin/google-chrome-stable');
  expect([...all.commands, ...chrome.commands]).toEqual([]);
});

test('an installed browser that does not start is passed over', async () => {
  const files = ['/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const { effects } = machine({ files, broken: ['/usr/bin/chromium-browser'] });
  expect(await findBrowser(effects)).toBe('/usr/bin/google-chrome');
});

test('Playwright’s own browser is used where it is there, and downloaded once where it is not', async () => {
  const there = machine({ files: [playwrightsOwn] });
  expect(await findBrowser(there.effects)).toBe(playwrightsOwn);
  expect(there.commands).toEqual([]);

  const absent = machine({ brings: { 'playwright install chromium': playwrightsOwn } });
  expect(await findBrowser(absent.effects)).toBe(playwrightsOwn);
  expect(absent.commands).toEqual(['playwright install chromium']);
});

test('root on Debian falls back to the package of the distribution', async () => {
  const brings = { 'apt-get install chromium': '/usr/bin/chromium' };
  for (const osRelease of [debian, 'ID=ubuntu\nID_LIKE=debian\n']) {
    const { effects, commands } = machine({ uid: 0, osRelease, brings });
    expect(await findBrowser(effects)).toBe('/usr/bin/chromium');
    expect(commands).toEqual(['playwright install chromium', 'apt-get update', 'apt-get install chromium']);
  }
});

test('a download that lacks shared libraries does not stop root from installing a package', async () => {
  const { effects } = machine({
    uid: 0,
    osRelease: debian,
    broken: [playwrightsOwn],
    brings: {
      'playwright install chromium': playwrightsOwn,
      'apt-get install chromium': '/usr/bin/chromium',
    },
  });
  expect(await findBrowser(effects)).toBe('/usr/bin/chromium');
});

test.each([
  ['who is not root', { osRelease: debian, uid: 1000 }],
  ['on another distribution', { osRelease: 'ID=fedora\n', uid: 0 }],
  ['where nothing could be fetched', { osRelease: debian, uid: 0 }],
  ['on Windows', { platform: 'win32' }],
] satisfies [string, Machine][])(
  'one sentence tells a person %s what to install',
  async (_who, given: Machine) => {
    const { effects, commands } = machine(given);
    await expect(findBrowser(effects)).rejects.toThrow(/^No browser was found .* install Chromium [^.]*\.$/);
    expect(commands.some((line) => line.startsWith('apt-get'))).toBe(
      given.osRelease === debian && given.uid === 0,
    );
  },
);

test('macOS and Windows are searched where they keep applications', async () => {
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(await findBrowser(machine({ platform: 'darwin', files: [mac] }).effects)).toBe(mac);
  const windows = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
  const { effects } = machine({
    platform: 'win32',
    files: [windows],
    env: { PROGRAMFILES: 'C:\\Program Files' },
  });
  expect(await findBrowser(effects)).toBe(windows);
});

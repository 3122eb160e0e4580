// Theme, and pages that follow what happens. Everything here is an addition: without it the pages work and are reloaded by hand.

const root = document.documentElement;

function themeNow() {
  return root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

document.getElementById('theme').addEventListener('click', () => {
  root.dataset.theme = themeNow() === 'dark' ? 'light' : 'dark';
  document.cookie = `moorage-theme=${root.dataset.theme}; Path=/console/; Max-Age=31536000; SameSite=Strict`;
});

const said = document.getElementById('said');
let version = document.body.dataset.version;

function say(sentence) {
  said.textContent = sentence;
}

/** A log is read from its end, and follows it until one scrolls back. */
const atEnd = (each) => each.matches('pre.log.follows') && each.scrollTop + each.clientHeight >= each.scrollHeight - 4;
for (const each of document.querySelectorAll('pre.log.follows')) each.scrollTop = each.scrollHeight;

/** Puts what is new in place of what is old, and the focus back where it was. */
function replace(old, fresh) {
  const active = old.contains(document.activeElement) ? document.activeElement : null;
  const path = active && (active.id ? `#${CSS.escape(active.id)}` : active.href && `a[href="${CSS.escape(active.getAttribute('href'))}"]`);
  const typing = active && active.matches('input:not([type=radio]), textarea, select');
  if (typing) {
    return false;
  }
  const checked = [...old.querySelectorAll('input:checked')].map((each) => [each.name, each.value]);
  const scrolls = [...old.querySelectorAll('pre, .wide')].map((each) => [each.scrollLeft, atEnd(each) ? Infinity : each.scrollTop]);
  old.replaceChildren(...fresh.childNodes);
  for (const [name, value] of checked) {
    const again = [...old.querySelectorAll('input')].find((each) => each.name === name && each.value === value);
    if (again) again.checked = true;
  }
  old.querySelectorAll('pre, .wide').forEach((each, index) => {
    if (!scrolls[index] && each.matches('pre.log.follows')) each.scrollTop = each.scrollHeight;
    if (scrolls[index]) [each.scrollLeft, each.scrollTop] = [scrolls[index][0], Math.min(scrolls[index][1], each.scrollHeight)];
  });
  if (path) {
    old.querySelector(path)?.focus({preventScroll: true});
  }
  if (fresh.dataset.said && fresh.dataset.said !== old.dataset.said) {
    old.dataset.said = fresh.dataset.said;
    say(fresh.dataset.said);
  }
  return true;
}

const LONGEST_PRESS_MILLIS = 2000;

let mark = '-';

/** The page's content as it is now; nothing when it is what was put in place last. */
async function fresh() {
  const answer = await fetch(location.href, {headers: {'X-Live': mark}});
  if (answer.redirected) {
    location.reload();
    return null;
  }
  version = answer.headers.get('X-Version') ?? version;
  if (answer.status === 204) return null;
  mark = answer.headers.get('X-Mark') ?? mark;
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

let released = Promise.resolve();

// What is pressed stays until it is let go: a click on what was replaced meanwhile would be lost.
addEventListener('pointerdown', () => {
  released = new Promise((done) => {
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(done), {once: true});
  });
});

async function refresh() {
  const page = await fresh();
  await Promise.race([released, pause(LONGEST_PRESS_MILLIS)]);
  for (const old of page ? document.querySelectorAll('[data-live]') : []) {
    const fresh = page.getElementById(old.id);
    if (fresh && fresh.innerHTML !== old.innerHTML && !replace(old, fresh)) {
      mark = '-';
    }
  }
}

function visible() {
  return document.visibilityState === 'visible'
    ? Promise.resolve()
    : new Promise((done) => document.addEventListener('visibilitychange', done, {once: true}));
}

async function follow(topics) {
  root.dataset.following = 'yes';
  for (;;) {
    await visible();
    try {
      const answer = await fetch(`/console/live?since=${version}&topics=${encodeURIComponent(topics)}`);
      if (answer.status === 401) {
        location.reload();
        return;
      }
      if (!answer.ok) throw new Error(answer.statusText);
      root.dataset.following = 'yes';
      const now = (await answer.text()).trim();
      if (now !== version) {
        version = now;
        const began = performance.now();
        await refresh();
        // What is costly to show is shown less often, so that a page that watches much does not slow what it watches.
        await pause(Math.max(100, 2 * (performance.now() - began)));
      }
    } catch {
      root.dataset.following = 'no';
      await pause(2000);
    }
  }
}

const topics = document.body.dataset.topics;
if (topics) {
  follow(topics);
}

// Lists are filtered as one types, by their address, which others can be sent.
for (const form of document.querySelectorAll('form.filter:not(.several)')) {
  form.addEventListener('input', () => {
    const address = new URL(location.href);
    for (const [name, value] of new FormData(form)) address.searchParams.set(name, value);
    history.replaceState(null, '', address);
    clearTimeout(form.waiting);
    form.waiting = setTimeout(async () => {
      mark = '-';
      const page = await fresh();
      if (!page) return;
      const mine = form.closest('.listing')?.querySelector('.wide');
      const input = page.getElementById(form.querySelector('input[type=search]').id);
      const renewed = input?.closest('.listing')?.querySelector('.wide');
      if (mine && renewed) mine.replaceChildren(...renewed.childNodes);
    }, 120);
  });
}

// Groups of the navigation stay as they were left.
for (const group of document.querySelectorAll('.side details')) {
  const key = `moorage-closed-${group.dataset.group}`;
  if (localStorage.getItem(key) && !group.querySelector('[aria-current]')) group.open = false;
  group.addEventListener('toggle', () => (group.open ? localStorage.removeItem(key) : localStorage.setItem(key, 'yes')));
}

// A chosen file becomes the text of a field, where one sees it before it is sent.
for (const chooser of document.querySelectorAll('input[type=file][data-into]')) {
  chooser.addEventListener('change', async () => {
    const field = document.getElementById(chooser.dataset.into);
    if (chooser.files.length) field.value = await chooser.files[0].text();
  });
}

// What is not in the store, as metrics and log events, is asked for every so many seconds while somebody looks.
const every = document.querySelector('[data-every]');
if (every) {
  (async () => {
    for (;;) {
      await pause(Number(every.dataset.every) * 1000);
      await visible();
      await refresh().catch(() => {});
    }
  })();
}

// A text that is shown once can be kept as a file, without leaving the page.
for (const button of document.querySelectorAll('[data-save]')) {
  button.addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([document.getElementById(button.dataset.save).value]));
    link.download = button.dataset.name;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

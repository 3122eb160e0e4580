// Pages that follow what happens: what differs is put in place, and nothing else is touched.

import {become} from './patch.js';

const root = document.documentElement;
const said = document.getElementById('said');
const LONGEST_PRESS_MILLIS = 2000;

const {topics} = document.body.dataset;

/** What is not in the store, as metrics, log events and what clients do, is asked for every so many seconds while somebody looks. */
const every = document.querySelector('[data-every]');

let version = document.body.dataset.version;

/** Of the content that was put in place last. */
let mark = '-';

function say(sentence) {
  said.textContent = sentence;
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** A log is read from its end, and follows it until one scrolls back. */
const LOGS = 'pre.log.follows';
const atEnd = (log) => log.scrollTop + log.clientHeight >= log.scrollHeight - 4;
for (const each of document.querySelectorAll(LOGS)) each.scrollTop = each.scrollHeight;

/** The same for a thing and for what stands for it after an update. */
function likeness(element) {
  const told = ['id', 'href', 'popovertarget', 'name', 'value'].map((each) => element.getAttribute(each));
  return JSON.stringify([element.localName, ...told, element.form?.getAttribute('action'), element.textContent]);
}

/** Puts what is new in place of what is old, and the focus back where it was. */
function renew(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const like = focused && likeness(focused);
  const scrolledBack = new Set([...old.querySelectorAll(LOGS)].filter((each) => !atEnd(each)));
  const told = old.dataset.said;
  become(old, fresh);
  for (const each of old.querySelectorAll(LOGS)) {
    if (!scrolledBack.has(each)) each.scrollTop = each.scrollHeight;
  }
  if (focused && focused !== document.activeElement) {
    const again = focused.isConnected ? focused : [...old.querySelectorAll(focused.localName)].find((each) => likeness(each) === like);
    again?.focus({preventScroll: true});
  }
  if (old.dataset.said && old.dataset.said !== told) say(old.dataset.said);
}

let released = Promise.resolve();

// What is pressed stays until it is let go: a click on what was replaced meanwhile would be lost.
addEventListener('pointerdown', () => {
  released = new Promise((done) => {
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(done), {once: true});
  });
});

/** Whether whoever was signed in when the page came is so still. */
const isAnothers = (answer) => answer.headers.get('X-Who') !== (document.querySelector('.who')?.title ?? '');

/** What forms must carry: after another start of the server what they have is worth nothing. */
function takeToken(token) {
  for (const each of document.querySelectorAll('input[name=csrf]')) each.value = token;
  for (const each of document.querySelectorAll('[data-csrf]')) each.dataset.csrf = token;
}

const lost = document.getElementById('lost');
let left = false;

/** What follows is not shown on to somebody else; what was typed, or is shown once, is left to whoever is before it. */
function leave() {
  left = true;
  // By its address: a page that answers a form would be sent that form again.
  if (topics || every) location.replace(location.pathname + location.search);
  else lost.textContent = 'Somebody else is signed in now, or nobody. Reload this page to go on.';
}

let refused = false;

/** What the page was about is gone, or not to be seen any longer: it says so, and nothing of what it showed stays. */
function refuse(why) {
  refused = true;
  const main = document.querySelector('main');
  become(main, why);
  document.title = `${main.querySelector('h1').textContent} · Moorage`;
  main.focus();
}

let requests = 0;

/**
 * Makes the page what its address shows now. An answer that came after a later request is of the past and is dropped: the later one's
 * is put in place.
 *
 * @param also a list that does not follow by itself
 */
async function refresh(also) {
  const mine = ++requests;
  const answer = await fetch(location.href, {headers: {'X-Live': mark}});
  if (answer.redirected || (answer.headers.has('X-Who') && isAnothers(answer))) {
    leave();
    return;
  }
  if (answer.status > 500) throw new Error(answer.statusText);
  const text = await answer.text();
  await Promise.race([released, pause(LONGEST_PRESS_MILLIS)]);
  if (mine !== requests) return;
  version = answer.headers.get('X-Version') ?? version;
  if (answer.headers.has('X-Token')) takeToken(answer.headers.get('X-Token'));
  if (answer.status === 204) return;
  mark = answer.headers.get('X-Mark') ?? mark;
  const page = new DOMParser().parseFromString(text, 'text/html');
  if (topics || every) {
    const why = answer.status >= 400 && page.querySelector('main');
    if (why) {
      refuse(why);
      return;
    }
    if (refused) {
      location.reload();
      return;
    }
  }
  for (const old of document.querySelectorAll('[data-live]')) {
    const fresh = page.getElementById(old.id);
    if (fresh) renew(old, fresh);
  }
  if (also && !also.closest('[data-live]')) {
    const fresh = page.getElementById(also.querySelector('input[type=search]').id)?.closest('.listing');
    if (fresh) renew(also, fresh);
  }
}

function visible() {
  return document.visibilityState === 'visible'
    ? Promise.resolve()
    : new Promise((done) => document.addEventListener('visibilitychange', done, {once: true}));
}

const RETRY_MILLIS = 1000;
let lostSince = null;

/** Said at the second failure: the first may be of a page that is being left. */
function fail() {
  root.classList.add('cut-off');
  if (lostSince) {
    const when = `${lostSince.toISOString().slice(11, 19)} UTC`;
    lost.textContent = `Not connected since ${when}: this page shows what was then. It is tried again by itself.`;
  }
  lostSince ??= new Date();
}

function found() {
  root.classList.remove('cut-off');
  if (lost.textContent) {
    lost.textContent = '';
    say('Connected again.');
  }
  lostSince = null;
}

/** Every page asks, so that it notices when the server is gone and when it is another; with topics it follows them too. */
async function follow(topics) {
  while (!left) {
    await visible();
    try {
      if (lostSince) {
        await refresh();
        if (left) return;
        found();
      }
      const answer = await fetch(`/console/live?since=${version}&topics=${encodeURIComponent(topics)}`);
      if (answer.status === 401) {
        leave();
        return;
      }
      if (!answer.ok) throw new Error(answer.statusText);
      const now = (await answer.text()).trim();
      if (now !== version) {
        version = now;
        const began = performance.now();
        await refresh();
        // What is costly to show is shown less often, so that a page that watches much does not slow what it watches.
        await pause(Math.max(100, 2 * (performance.now() - began)));
      }
    } catch {
      fail();
      await pause(RETRY_MILLIS);
    }
  }
}

if (document.querySelector('.who')) follow(topics);

if (topics || every) root.dataset.following = 'yes';
if (every) {
  (async () => {
    while (!left) {
      await pause(Number(every.dataset.every) * 1000);
      await visible();
      await refresh().catch(() => {});
    }
  })();
}

const LAST_KEY_MILLIS = 120;

let typing = 0;

// Lists are filtered as one types, by their address, which others can be sent.
document.addEventListener('input', ({target}) => {
  const listing = target.closest('form.filter:not(.several)')?.closest('.listing');
  if (!listing) return;
  const address = new URL(location.href);
  if (target.value) address.searchParams.set(target.name, target.value);
  else address.searchParams.delete(target.name);
  address.searchParams.delete(target.name.replace(/-filter$/, '-page'));
  history.replaceState(null, '', address);
  clearTimeout(typing);
  typing = setTimeout(async () => {
    await refresh(listing).catch(() => {});
    say(document.getElementById(target.id)?.closest('.listing')?.querySelector('caption')?.textContent ?? '');
  }, LAST_KEY_MILLIS);
});

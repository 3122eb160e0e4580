// Theme and small conveniences, and pages that follow what happens. Everything here is an addition: without it the pages work and are
// reloaded by hand.

import './live.js';

const root = document.documentElement;

function themeNow() {
  return root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

document.getElementById('theme').addEventListener('click', () => {
  root.dataset.theme = themeNow() === 'dark' ? 'light' : 'dark';
  document.cookie = `moorage-theme=${root.dataset.theme}; Path=/console/; Max-Age=31536000; SameSite=Strict`;
});

// What comes back by the Back button is asked for anew: somebody else may be signed in, and what was shown once is not shown again.
addEventListener('pageshow', ({persisted}) => {
  if (persisted) location.replace(location.pathname + location.search);
});

// Groups of the navigation stay as they were left.
for (const group of document.querySelectorAll('.side details')) {
  const key = `moorage-closed-${group.dataset.group}`;
  if (localStorage.getItem(key) && !group.querySelector('[aria-current]')) group.open = false;
  group.addEventListener('toggle', () => (group.open ? localStorage.removeItem(key) : localStorage.setItem(key, 'yes')));
}

// Where one is, is seen, however long the navigation is.
const side = document.getElementById('side');
const here = side?.querySelector('[aria-current]');
if (here && here.offsetTop + here.offsetHeight > side.clientHeight) side.scrollTop = here.offsetTop - side.clientHeight / 2;

/** What the Tab key comes to in a question. */
function stops(dialog) {
  return [...dialog.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea')].filter((each) => !each.disabled && each.checkVisibility());
}

// A question has the focus until it is answered; Escape closes it, and the browser gives the focus back to what opened it.
document.addEventListener('toggle', ({target, newState}) => {
  if (newState === 'open' && target.matches('.dialog') && !target.contains(document.activeElement)) stops(target)[0]?.focus();
}, true);
document.addEventListener('keydown', (event) => {
  const dialog = event.key === 'Tab' && document.querySelector('.dialog:popover-open');
  if (!dialog) return;
  const all = stops(dialog);
  const [end, start] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
  if (document.activeElement === end || !dialog.contains(document.activeElement)) {
    start?.focus();
    event.preventDefault();
  }
});

// What is needed elsewhere is copied by a click, where the browser lets a page do that.
if (navigator.clipboard) root.classList.add('copies');
document.addEventListener('click', async ({target}) => {
  const button = target.closest('.copy');
  if (!button) return;
  await navigator.clipboard.writeText(button.parentElement.querySelector('code').textContent);
  document.getElementById('said').textContent = 'Copied.';
  button.classList.add('copied');
  setTimeout(() => button.classList.remove('copied'), 2000);
});

// A chosen file becomes the text of a field, where one sees it before it is sent.
for (const chooser of document.querySelectorAll('input[type=file][data-into]')) {
  chooser.addEventListener('change', async () => {
    const field = document.getElementById(chooser.dataset.into);
    if (chooser.files.length) field.value = await chooser.files[0].text();
  });
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

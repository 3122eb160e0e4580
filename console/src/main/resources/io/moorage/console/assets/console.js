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

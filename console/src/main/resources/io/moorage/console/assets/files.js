// Uploads, a part at a time, so that a file may be larger than any request.

const form = document.getElementById('upload');
const state = document.getElementById('upload-state');
const PART = 512 * 1024;

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (let from = 0; from < bytes.length; from += 8192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  }
  return btoa(text);
}

function tell(words, kind) {
  state.textContent = words;
  state.className = `check-line ${kind}`;
}

async function send(file, replace) {
  let offset = 0;
  do {
    const part = file.slice(offset, offset + PART);
    const last = offset + part.size >= file.size;
    const {csrf, path, through} = form.dataset;
    const fields = new URLSearchParams({csrf, path, through, name: file.name, offset, data: await base64(part)});
    if (last) fields.set('last', 'yes');
    if (replace) fields.set('replace', 'yes');
    const answer = await fetch(form.dataset.to, {method: 'POST', body: fields});
    // Where one must sign in first, what is answered is that page, and nothing was taken.
    if (answer.redirected) {
      location.reload();
      throw new Error('Nobody is signed in any more.');
    }
    if (!answer.ok) throw new Error(await answer.text());
    offset += part.size;
    tell(`${file.name}: ${file.size ? Math.floor(100 * offset / file.size) : 100} %`, '');
    if (last) return;
  } while (true);
}

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  const sent = [];
  try {
    for (const file of form.elements.files.files) {
      await send(file, form.elements.replace.checked);
      sent.push(file.name);
    }
    location.reload();
  } catch (error) {
    tell(`${error.message}${sent.length ? ` Sent: ${sent.join(', ')}.` : ''}`, 'bad');
    button.disabled = false;
  }
});

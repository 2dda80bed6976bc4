// SPDX-License-Identifier: Apache-2.0
// Sends the files of the form to the upload door, each from where it stopped. Without this script
// the form posts them to the site.
const form = document.querySelector('[data-upload]')

async function pass() {
  const answer = await fetch(form.dataset.upload, {
    method: 'POST',
    body: new URLSearchParams({
      occasion: form.elements.occasion.value,
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    }),
    headers: { Accept: 'application/json' },
  })
  const told = await answer.json()
  if (!answer.ok) throw new Error(told.detail)
  return told
}

// A line with a bar for a file; returns how to change it.
function line(file) {
  const row = document.createElement('li')
  const bar = Object.assign(document.createElement('progress'), { max: file.size, value: 0 })
  const words = document.createElement('span')
  bar.setAttribute('aria-label', file.name)
  words.textContent = ' 0 %'
  row.append(file.name, ' ', bar, words)
  form.querySelector('[data-files]').append(row)
  return {
    at(sent) {
      bar.value = sent
      words.textContent = ` ${Math.floor((sent / file.size) * 100)} %`
    },
    say(text) {
      words.textContent = ` ${text}`
    },
  }
}

function send(file, given, occasion) {
  const shown = line(file)
  return new Promise((resolve) => {
    const upload = new window.tus.Upload(file, {
      endpoint: given.door,
      retryDelays: [0, 1000, 3000, 5000, 10000, 20000],
      metadata: { filename: file.name },
      headers: { Authorization: `Bearer ${given.pass}` },
      fingerprint: async () =>
        ['mingjing', occasion, file.name, file.size, file.lastModified, given.door].join('|'),
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => shown.at(sent),
      onError: (error) => {
        shown.say(form.dataset.failed.replace('{}', reason(error)))
        resolve(false)
      },
      onSuccess: () => {
        shown.at(file.size)
        shown.say(form.dataset.sent)
        resolve(true)
      },
    })
    upload.findPreviousUploads().then((found) => {
      if (found.length) upload.resumeFromPreviousUpload(found[0])
      upload.start()
    })
  })
}

// What the door said, in place of the client's long sentence about the request.
function reason(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).detail
  } catch {
    return error.message
  }
}

form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  const list = form.querySelector('[data-files]')
  const button = form.querySelector('button')
  list.hidden = false
  list.replaceChildren()
  button.disabled = true
  let done = true
  try {
    const given = await pass()
    for (const file of form.elements.files.files) {
      done = (await send(file, given, form.elements.occasion.value)) && done
    }
  } catch (error) {
    done = false
    list.append(Object.assign(document.createElement('li'), { textContent: error.message }))
  }
  button.disabled = false
  if (done) {
    const link = Object.assign(document.createElement('a'), { href: form.dataset.list })
    link.textContent = form.dataset.all
    const last = document.createElement('li')
    last.append(link)
    list.append(last)
    form.reset()
  }
})

// SPDX-License-Identifier: Apache-2.0
// tus-js-client against a tus server: node tus_client.mjs WAY ENDPOINT FILE [SECONDS-OF-NOTHING]
// Prints one line of JSON: where the upload lies, how long it took, what happened on the way.
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { Readable } from 'node:stream'
import * as tus from 'tus-js-client'

const [way, endpoint, path] = process.argv.slice(2)
const word = process.env.UPLOAD_PASS
const CHUNK = 5 * 1024 * 1024
const size = statSync(path).size
const told = { way, size, requests: {} }

const common = {
  endpoint,
  retryDelays: null,
  metadata: { filename: `${way}.bin` },
  headers: word ? { Authorization: `Bearer ${word}` } : {},
  onAfterResponse: (request) => {
    told.requests[request.getMethod()] = (told.requests[request.getMethod()] ?? 0) + 1
  },
}

// One upload; `given` are options, `after` bytes it is broken off when that is not 0.
function send(file, given, after = 0) {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(file, {
      ...common,
      ...given,
      onError: reject,
      onSuccess: () => resolve(upload),
      onProgress: async (sent) => {
        if (!after || sent < after) return
        after = 0
        await upload.abort()
        resolve(upload)
      },
    })
    upload.start()
  })
}

// A stream that tells its end with its last bytes: the client waits for ever for the end of a file
// that is told later, whatever the server.
function live() {
  const stream = new Readable({ highWaterMark: size + 1, read() {} })
  stream.push(readFileSync(path))
  stream.push(null)
  return stream
}

const ways = {
  whole: () => send(createReadStream(path), { uploadSize: size }),
  with_creation: () =>
    send(createReadStream(path), { uploadSize: size, chunkSize: CHUNK, uploadDataDuringCreation: true }),
  chunks: () => send(createReadStream(path), { uploadSize: size, chunkSize: CHUNK }),
  deferred: () => send(live(), { uploadLengthDeferred: true, chunkSize: CHUNK }),
  parallel: () => send(createReadStream(path), { parallelUploads: 4 }),
  async resumed() {
    const first = await send(createReadStream(path), { uploadSize: size, chunkSize: CHUNK }, size / 2)
    told.broken_off = first.url
    return send(createReadStream(path), { uploadSize: size, chunkSize: CHUNK, uploadUrl: first.url })
  },
  async terminated() {
    const first = await send(createReadStream(path), { uploadSize: size, chunkSize: CHUNK }, size / 2)
    await tus.Upload.terminate(first.url, common)
    return first
  },
}

const begun = performance.now()
try {
  const upload = await ways[way]()
  told.url = upload.url
  told.seconds = (performance.now() - begun) / 1000
} catch (error) {
  told.error = String(error.message ?? error)
}
console.log(JSON.stringify(told))
process.exit(told.error ? 1 : 0)

// SPDX-License-Identifier: Apache-2.0
// Uppy with its tus plugin against a tus server: node uppy_client.mjs ENDPOINT FILE
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import Uppy from '@uppy/core'
import Tus from '@uppy/tus'

const [endpoint, path] = process.argv.slice(2)
const uppy = new Uppy({ autoProceed: false }).use(Tus, {
  endpoint,
  chunkSize: 5 * 1024 * 1024,
  retryDelays: null,
  storeFingerprintForResuming: false,
  headers: { Authorization: `Bearer ${process.env.UPLOAD_PASS}` },
})
const name = basename(path)
// In Node the client under the plugin takes a Buffer, and Uppy wants to know its size.
const bytes = readFileSync(path)
uppy.addFile({ name, type: 'video/mp4', data: Object.assign(bytes, { size: bytes.length }) })
const result = await uppy.upload()
const sent = result.successful.map((file) => file.uploadURL ?? file.response?.uploadURL)
console.log(JSON.stringify({ sent, failed: result.failed.map((file) => String(file.error)) }))
process.exit(result.failed.length || !sent.length ? 1 : 0)

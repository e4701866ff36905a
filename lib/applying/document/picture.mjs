import libheif from 'libheif-js/wasm-bundle.js'
import sharp from 'sharp'

const MOST_PIXELS = 60_000_000
sharp.cache(false)
sharp.concurrency(1)

/**
 * The picture encoded again: upright, without data on the camera, the place and the time, and without anything after
 * its end. A PNG stays one; all others become JPEG.
 * @throws Error if it cannot be read
 */
export async function asPicture(bytes, type) {
  const source = type === 'image/heic' || type === 'image/heif' ? await decodedHeic(bytes) : { input: bytes }
  const options = { failOn: 'truncated', limitInputPixels: MOST_PIXELS, sequentialRead: true }
  const picture = sharp(source.input, { ...options, ...(source.raw ? { raw: source.raw } : {}) })
  const { paletteBitDepth } = await picture.metadata()
  const upright = picture.autoOrient()
  if (type === 'image/png')
    return { type, bytes: await upright.png({ compressionLevel: 9, palette: Boolean(paletteBitDepth) }).toBuffer() }
  const made = upright
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality: 92, chromaSubsampling: '4:4:4' })
  return { type: 'image/jpeg', bytes: await made.toBuffer() }
}

/** sharp has no decoder for HEVC, which phones use. This decoder turns the picture upright. */
async function decodedHeic(bytes) {
  const [image] = new libheif.HeifDecoder().decode(bytes)
  if (!image) throw new Error('no picture in it')
  const width = image.get_width()
  const height = image.get_height()
  if (width * height > MOST_PIXELS) throw new Error('too large')
  const { data } = await new Promise((resolve, reject) => {
    const target = { data: new Uint8ClampedArray(width * height * 4), width, height }
    image.display(target, (shown) => (shown ? resolve(shown) : reject(new Error('broken'))))
  })
  return { input: data, raw: { width, height, channels: 4 } }
}

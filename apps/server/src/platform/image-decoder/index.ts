export { DecodingFault, type DecodingFaultReason } from './decoding-fault.ts'
export { createImageDecoder, type DecodedPixels, type ImageDecoder } from './image-decoder.ts'

import { crc32, inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pngAddress } from "./png.ts";

describe("pngAddress", () => {
  it.each([
    [3, 2],
    [400, 200],
  ])("writes a %i × %i image that zlib reads back", (width, height) => {
    const pixels = Uint8Array.from({ length: width * height }, (_, index) => index % 3);
    const address = pngAddress({
      width,
      height,
      pixels,
      palette: [
        [0, 0, 0, 0],
        [9, 8, 7, 255],
        [1, 2, 3, 128],
      ],
    });
    const file = Buffer.from(address.replace("data:image/png;base64,", ""), "base64");
    const chunks: Record<string, Buffer> = {};
    for (let at = 8; at < file.length; ) {
      const length = file.readUInt32BE(at);
      const body = file.subarray(at + 4, at + 8 + length);
      expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(body));
      chunks[body.subarray(0, 4).toString()] = body.subarray(4);
      at += 12 + length;
    }
    expect(chunks.IHDR!.readUInt32BE(0)).toBe(width);
    expect(chunks.IHDR!.readUInt32BE(4)).toBe(height);
    expect([...chunks.PLTE!]).toEqual([0, 0, 0, 9, 8, 7, 1, 2, 3]);
    expect([...chunks.tRNS!]).toEqual([0, 255, 128]);
    const lines = inflateSync(chunks.IDAT!);
    for (let row = 0; row < height; row++) {
      const line = lines.subarray(row * (width + 1), (row + 1) * (width + 1));
      expect(line[0]).toBe(0);
      expect([...line.subarray(1)]).toEqual([...pixels.subarray(row * width, (row + 1) * width)]);
    }
  });
});

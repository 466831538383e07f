// Reads a QR code off a page as a telephone would: from its pixels.
import jsQR from 'jsqr';

/** Pixels of a side; modules of a guide's code have five or more. */
const SIDE = 400;

/** What the drawing that `selector` finds says. */
export async function read(page, selector) {
  const pixels = await page.locator(selector).evaluate(async (svg, side) => {
    const picture = new Image();
    const drawing = new XMLSerializer().serializeToString(svg);
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = side;
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, side, side);
    pen.drawImage(picture, side / 20, side / 20, side * 0.9, side * 0.9);
    return [...pen.getImageData(0, 0, side, side).data];
  }, SIDE);
  return jsQR(new Uint8ClampedArray(pixels), SIDE, SIDE)?.data ?? null;
}

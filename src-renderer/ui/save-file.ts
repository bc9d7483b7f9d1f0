/** Hands a file to the reader's download folder. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The drawing on the colour of the page, since a transparent one is unreadable where it is pasted. */
export function saveCanvas(name: string, drawing: HTMLCanvasElement): void {
  const sheet = document.createElement('canvas');
  sheet.width = drawing.width;
  sheet.height = drawing.height;
  const pen = sheet.getContext('2d');
  if (!pen) return;
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(drawing, 0, 0);
  sheet.toBlob((image) => image && saveFile(name, image));
}

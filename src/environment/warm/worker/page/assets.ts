import { isAbsolute, relative, sep } from 'node:path';

const STYLES = /\.(?:css|less|sass|scss|styl|stylus|pcss|postcss|sss)$/;
const ASSETS =
  /\.(?:apng|bmp|png|jpe?g|jfif|pjpeg|pjp|gif|svg|ico|webp|avif|mp4|webm|ogg|mp3|wav|flac|aac|opus|mov|m4a|woff2?|eot|ttf|otf|webmanifest|pdf|txt)$/i;

/**
 * What Vitest gives for an import of a file that is no code, unless it is told to process styles: nothing for a style
 * sheet, each class under its own name for a CSS module, and for other files their address.
 */
export function assetExports(path: string, folder: string): object | undefined {
  if (!isAbsolute(path)) return undefined;
  const of = (exported: unknown): object => ({ __esModule: true, default: exported });
  if (STYLES.test(path)) return of(/\.module\.\w+$/.test(path) ? classNames : '');
  return ASSETS.test(path) ? of(`/${relative(folder, path).split(sep).join('/')}`) : undefined;
}

const classNames: object = new Proxy(Object.create(null) as object, { get: (_none, name) => name });

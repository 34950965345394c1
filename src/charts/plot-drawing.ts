import * as Plot from '@observablehq/plot';
import { drawingOf, type Drawing } from './drawing.ts';

/**
 * A plot as plain data, without style or script of its own, so that it needs nothing of the content security policy. Its
 * colors come from classes in charts.css; it scales with its box.
 * @param label what the picture shows, for those who hear the page.
 */
export function plotDrawing(options: Plot.PlotOptions & { document: Document }, label: string): Drawing {
  const svg = Plot.plot(options) as unknown as SVGSVGElement;
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const part of svg.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  for (const attribute of ['width', 'height', 'fill', 'font-family', 'font-size'])
    svg.removeAttribute(attribute);
  svg.setAttribute('class', 'chart');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return drawingOf(svg);
}

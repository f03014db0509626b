/** The one place that knows the globals of Preact's UMD files. */
import htm from '../vendor/htm/htm.module.js';

const { h, render, Component } = globalThis.preact;
const { useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback, useId } = globalThis.preactHooks;

const html = htm.bind(h);

export { html, render, Component, useState, useEffect, useLayoutEffect, useMemo, useRef, useCallback, useId };

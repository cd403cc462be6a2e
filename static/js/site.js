// What every page carries, in one request: core.assets puts the named scripts in the place of these lines.
import "./sending.js";
import "./page.js";
import "./live.js";
import "./keys.js";
import "./search.js";

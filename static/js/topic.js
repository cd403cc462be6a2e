// What the page of a topic carries, in one request (core.assets).
import "./positions.js";
import "./stream.js";
import "./timeline.js";
import "./marks.js";

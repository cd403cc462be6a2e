// What a page carries where one writes, in one request (core.assets).
import "./composer.js";
import "./uploading.js";
import "./drafts.js";
import "./dock.js";
import "./pasting.js";
import "./completing.js";

import { h, useState } from "../dom.js";
import { at, post } from "../api.js";
import { Failure } from "../parts.js";

export function Refused() {
  const [token, setToken] = useState("");
  const [error, setError] = useState(null);
  const enter = async (event) => {
    event.preventDefault();
    try {
      await post(at(["session"]), { token: token.trim() });
      location.reload();
    } catch (refusal) {
      setError(refusal);
    }
  };
  return h("main", { id: "main", tabindex: -1, class: "refused" },
    h("h1", null, "Who is there?"),
    h("p", null, "The server wants a token. Open the link that it printed when it started, or enter the token that you were given."),
    h("form", { onSubmit: enter },
      h("label", { class: "field" }, h("span", null, "Token"), h("input", {
        type: "password", autocomplete: "current-password", required: true, value: token, onInput: (event) => setToken(event.currentTarget.value),
      })),
      h("button", { type: "submit", class: "main" }, "Enter")),
    h(Failure, { error }));
}

// Passkeys. Everything of them is hidden until the browser can do it here; the rest of the pages works without.
(() => {
  "use strict";
  const isAdres = /^[\d.]+$|^\[/.test(location.hostname);
  if (!window.PublicKeyCredential || !window.isSecureContext || isAdres) return;

  const alle = (kiezer) => [...document.querySelectorAll(kiezer)];
  const bytes = (tekst) => {
    const kaal = atob(tekst.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(kaal, (teken) => teken.charCodeAt(0));
  };
  const tekst = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const sleutels = (lijst = []) => lijst.map((sleutel) => ({ ...sleutel, id: bytes(sleutel.id) }));

  const vraag = async (vak, doel) => {
    const form = vak.querySelector("form") ?? vak;
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("doel", doel);
    const antwoord = await fetch(vak.dataset.passkeyOpties, { method: "POST", body: data, credentials: "same-origin" });
    if (!antwoord.ok) throw new Error("opties");
    return (await antwoord.json()).publicKey;
  };
  const maak = async (opties) => {
    const publicKey = { ...opties, challenge: bytes(opties.challenge) };
    publicKey.user = { ...opties.user, id: bytes(opties.user.id) };
    publicKey.excludeCredentials = sleutels(opties.excludeCredentials);
    const gemaakt = await navigator.credentials.create({ publicKey });
    return {
      ...kop(gemaakt),
      response: {
        clientDataJSON: tekst(gemaakt.response.clientDataJSON),
        attestationObject: tekst(gemaakt.response.attestationObject),
        transports: gemaakt.response.getTransports?.() ?? [],
      },
    };
  };
  const toon = async (opties) => {
    const publicKey = { ...opties, challenge: bytes(opties.challenge), allowCredentials: sleutels(opties.allowCredentials) };
    const getoond = await navigator.credentials.get({ publicKey });
    const { clientDataJSON, authenticatorData, signature, userHandle } = getoond.response;
    return {
      ...kop(getoond),
      response: {
        clientDataJSON: tekst(clientDataJSON),
        authenticatorData: tekst(authenticatorData),
        signature: tekst(signature),
        userHandle: userHandle ? tekst(userHandle) : null,
      },
    };
  };
  const kop = (sleutel) => ({
    id: sleutel.id,
    rawId: tekst(sleutel.rawId),
    type: sleutel.type,
    clientExtensionResults: sleutel.getClientExtensionResults(),
  });

  const FOUTEN = {
    InvalidStateError: "Op dit apparaat hebt u al een passkey voor Dekkend.",
    NotAllowedError: "Het is niet gelukt of u bent gestopt. Probeer het opnieuw.",
    opties: "Er kwam geen antwoord. Laad de pagina opnieuw en probeer het nog een keer.",
  };
  const verbind = (vak) => {
    const doel = vak.dataset.passkey;
    const form = vak.querySelector("form") ?? vak;
    vak.hidden = false;
    form.addEventListener("submit", async (gebeurtenis) => {
      if (form.elements.antwoord.value) return;
      gebeurtenis.preventDefault();
      const melding = vak.querySelector("[data-passkey-fout]");
      melding.textContent = "";
      try {
        const opties = await vraag(vak, doel);
        const antwoord = doel === "nieuw" ? await maak(opties) : await toon(opties);
        form.elements.antwoord.value = JSON.stringify(antwoord);
        form.submit();
      } catch (fout) {
        melding.textContent = FOUTEN[fout.name] ?? FOUTEN[fout.message] ?? FOUTEN.NotAllowedError;
      }
    });
  };

  const start = () => {
    alle("[data-passkey-nodig]").forEach((vak) => (vak.hidden = false));
    alle("[data-passkey-zonder]").forEach((vak) => (vak.hidden = true));
    alle("[data-passkey]").forEach(verbind);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();

// The least that a page can do for an answer: shows what is chosen, and counts. Nothing is kept or found.
const choices = document.querySelectorAll(".choice");
let answered = 0;
for (const chosen of choices) {
  chosen.addEventListener("click", () => {
    for (const choice of choices) choice.setAttribute("aria-pressed", choice === chosen);
    document.getElementById("answered").textContent = ++answered;
  });
}

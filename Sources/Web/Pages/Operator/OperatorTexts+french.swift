import Domain

extension OperatorTexts {
  static let french = OperatorTexts(
    people: "Personnes et rôles",
    peopleExplained:
      "Qui peut se connecter, et ce que chacun peut faire. Ce qui est fait ici est consigné au registre de sécurité.",
    nobody:
      "Personne n’a encore de compte : le service est ouvert à qui est devant cette machine. Le premier compte le ferme ; faites-en celui d’un exploitant.",
    person: "Personne", email: "Adresse électronique", displayName: "Nom que voient les autres", language: "Langue",
    roles: "Rôles", noRoles: "Aucun rôle.", role: "Rôle", organisation: "Code de l’organisation",
    organisationExplained:
      "Pour un déclarant ; pour un vérificateur d’une union ou d’un centre d’accompagnement. Vide sinon.",
    firstOn: "Premier jour (AAAA-MM-JJ)", lastOn: "Dernier jour (AAAA-MM-JJ)",
    lastOnExplained: "Vide s’il continue.", from: "du", onward: "à partir du", through: "au", over: "terminé",
    blocked: "Bloqué",
    active: "Peut se connecter", state: "État", invite: "Inviter quelqu’un",
    inviteExplained: "Le lien pour choisir un mot de passe s’affiche une seule fois ; transmettez-le.",
    give: "Donner le rôle", end: "Terminer", endOn: "Dernier jour du rôle", block: "Bloquer le compte",
    blockExplained: "Les sessions se terminent aussitôt, et les clés des programmes ne valent plus rien.",
    unblock: "Laisser entrer de nouveau", newLink: "Créer un lien pour un nouveau mot de passe",
    newLinkExplained: "Pour qui l’a oublié ; le lien s’affiche une seule fois.", link: "Lien pour le mot de passe",
    linkExplained: "Transmettez-le maintenant : il s’affiche cette seule fois, sert une fois et vaut pendant",
    hours: "heures", later: "Suivants", jobs: "Travail de la nuit",
    jobsExplained:
      "Ce que l’exécutant a fait, le plus récent d’abord. Ce qui échoue est retenté ; ce qui est abandonné reste ici avec son erreur.",
    noJobs: "L’exécutant n’a encore rien fait.", job: "Tâche", kind: "Quoi", due: "Prévu", began: "Commencé",
    took: "Durée", seconds: "s", attempts: "Essais", lastError: "Dernière erreur", all: "toutes",
    roleNames: [
      .reporter: "Déclarant", .verifier: "Vérificateur", .approver: "Approbateur", .funder: "Financeur",
      .auditor: "Auditeur", .operator: "Exploitant", .donorKeeper: "Gardien des donateurs",
    ],
    jobStates: [.ready: "En attente", .running: "En cours", .done: "Fait", .failed: "Abandonné"],
    jobKinds: ["score_programme": "Scores", "keep_books": "Livres"])
}

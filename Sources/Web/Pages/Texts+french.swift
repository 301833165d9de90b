import Domain

extension Texts {
  static let french = Texts(
    direction: "ltr", decimalPoint: ",", percent: "\u{202F}%", comma: ", ",
    months: [
      "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
      "décembre",
    ],
    service: "Tadamun", motto: "Qu’a fait l’argent, et pour qui ?", languages: "Langue",
    skip: "Aller au contenu",
    programmes: "Programmes", noProgrammes: "Aucun programme n’est encore enregistré.", funder: "Financeur",
    asOf: "Situation au", framework: "Référentiel", version: "version", run: "Calcul",
    actorsScored: "Acteurs évalués", noRun: "Aucun score n’a encore été publié pour ce programme.",
    noScores: "Ce calcul ne contient aucun score ici.",
    rank: "Rang", notRanked: "non classé", actor: "Acteur", score: "Score", coverage: "Couverture", status: "Statut",
    bounds: "Bornes",
    boundsExplained:
      "Sous chaque score : ce qu’il serait si aucun gain non vérifié ne comptait, puis si tous comptaient.",
    coverageExplained:
      "La couverture est la part du poids des indicateurs pour laquelle des données ont été déclarées.",
    earlier: "Précédents", later: "Suivants",
    domain: "Domaine", scoresByDomain: "Scores par domaine", unweighted: "Sans pondération d’équité",
    madeOf: "De quoi le score est fait",
    madeOfExplained: "Chaque barre montre ce qu’une valeur déclarée ajoute au score, ou lui retire.",
    indicator: "Indicateur", group: "Groupe cible", everybody: "tout le monde", value: "Valeur déclarée",
    normalised: "Normalisée", evidence: "Preuve", weight: "Poids", contribution: "Apport",
    notFound: "Page introuvable", notFoundExplained: "Il n’y a rien à cette adresse. Elle est peut-être mal saisie.",
    refused: "Affichage impossible", refusedExplained: "L’adresse demande ce que cette page ne propose pas.",
    failed: "Le service ne peut pas répondre",
    failedExplained: "Un incident s’est produit de notre côté. Réessayez dans quelques secondes.",
    requestNumber: "Numéro de la requête",
    kinds: [
      .cooperative: "Coopérative", .union: "Union", .association: "Association",
      .socialEnterprise: "Entreprise sociale", .funder: "Financeur", .coachingCentre: "Centre d’accompagnement",
      .publicBody: "Organisme public", .otherOrganisation: "Autre organisation",
    ],
    scoreStatuses: [
      "ok": "Classé", "insufficient_coverage": "Provisoire : trop peu de données déclarées",
      "no_data": "Sans score : rien n’a été déclaré", "gated": "Fixé par une règle du référentiel",
    ],
    partStatuses: [
      "ok": "Pris en compte", "absent": "Non déclaré", "missing": "Déclaré manquant", "refused": "Non communiqué",
      "not_due": "Non exigible", "returned": "Renvoyé par le vérificateur",
      "rejected": "Non confirmé par le vérificateur", "no_variation": "Identique pour tous",
      "undefined_target": "Pas de cible utilisable", "n_too_small": "Trop peu d’acteurs à comparer",
      "zero_for_missing": "Manquant, compté pour zéro", "group_mean": "Manquant, remplacé par la moyenne du groupe",
      "required_missing": "Exigé et manquant : compté au plus bas",
    ])
}

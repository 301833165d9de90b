import Domain

extension OperatorTexts {
  static let arabic = OperatorTexts(
    people: "الأشخاص والأدوار",
    peopleExplained: "من يمكنه تسجيل الدخول وما يُسمح به لكل واحد. ويُقيَّد ما يُنجز هنا في سجل الأمان.",
    nobody:
      "لا أحد له حساب بعد: الخدمة مفتوحة لمن يجلس إلى هذا الجهاز. أول حساب يغلقها، فليكن حساب مُشغِّل.",
    person: "الشخص", email: "البريد الإلكتروني", displayName: "الاسم الذي يراه الآخرون", language: "اللغة",
    roles: "الأدوار", noRoles: "لا أدوار.", role: "الدور", organisation: "رمز المنظمة",
    organisationExplained: "للمُصرِّح، ولمُتحقِّق تابع لاتحاد أو مركز مواكبة. ويُترك فارغًا لغيرهما.",
    firstOn: "اليوم الأول (YYYY-MM-DD)", lastOn: "اليوم الأخير (YYYY-MM-DD)",
    lastOnExplained: "يُترك فارغًا إن كان مستمرًّا.", from: "من", onward: "ابتداءً من", through: "إلى", over: "منتهٍ",
    blocked: "محظور",
    active: "يمكنه الدخول", state: "الحالة", invite: "دعوة شخص",
    inviteExplained: "يظهر رابط اختيار كلمة السر مرة واحدة، فسلِّمه إلى صاحبه.", give: "إسناد الدور", end: "إنهاء",
    endOn: "آخر يوم للدور", block: "حظر الحساب",
    blockExplained: "تنتهي الجلسات فورًا ولا تبقى لمفاتيح البرامج أي صلاحية.", unblock: "السماح بالدخول من جديد",
    newLink: "إنشاء رابط لكلمة سر جديدة", newLinkExplained: "لمن نسيها؛ ويظهر الرابط مرة واحدة.",
    link: "رابط كلمة السر", linkExplained: "سلِّمه الآن: يظهر هذه المرة فقط، ويُستعمل مرة واحدة، وصلاحيته بالساعات:",
    hours: "", later: "التالي", jobs: "عمل الليل",
    jobsExplained: "ما أنجزه العامل الآلي، الأحدث أولًا. يُعاد ما يفشل، وما يُتخلّى عنه يبقى هنا مع خطئه.",
    noJobs: "لم يُنجز العامل الآلي شيئًا بعد.", job: "المهمة", kind: "النوع", due: "موعدها", began: "بدأت",
    took: "المدة", seconds: "ث", attempts: "المحاولات", lastError: "آخر خطأ", all: "الكل",
    roleNames: [
      .reporter: "مُصرِّح", .verifier: "مُتحقِّق", .approver: "مُصادِق", .funder: "مُموِّل", .auditor: "مُدقِّق",
      .operator: "مُشغِّل", .donorKeeper: "أمين بيانات المانحين",
    ],
    jobStates: [.ready: "في الانتظار", .running: "جارية", .done: "مُنجزة", .failed: "متروكة"],
    jobKinds: ["score_programme": "النتائج", "keep_books": "الدفاتر"])
}

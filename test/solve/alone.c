// RUN: %locktidy graph --all --solved %s -- %kernel-freebsd \
// RUN:   | FileCheck %s --implicit-check-not='order struct softc::a' \
// RUN:       --implicit-check-not='order struct softc::c' --implicit-check-not=cycle
// Until a device is published nobody else can hold its locks: what is taken
// before makes no edge of the lock order.
typedef struct device *device_t;
struct mtx { int lock; };
void mtx_lock(struct mtx *m);
void mtx_unlock(struct mtx *m);
void mtx_init(struct mtx *m, const char *name, const char *type, int opts);
void ether_ifattach(void *ifp, const char *addr);
typedef void (*kobjop_t)(void);
struct kobjop_desc { const char *name; };
struct kobj_method { struct kobjop_desc *desc; kobjop_t func; };
extern struct kobjop_desc device_attach_desc, device_detach_desc;

struct softc { struct mtx a, b, c, d, e, f, g, h, i, j, k, l, m, n; };
static struct softc *softc_of(device_t dev) { return (struct softc *)dev; }
static struct mtx list, pool;

// Called before only.
static void early(struct softc *sc) {
  mtx_lock(&sc->c);
  mtx_lock(&sc->d);
  mtx_unlock(&sc->d);
  mtx_unlock(&sc->c);
}

// Called afterwards, too.
static void late(struct softc *sc) {
  mtx_lock(&sc->e);
  mtx_lock(&sc->f); // CHECK-DAG: {{^}}order struct softc::e -> struct softc::f in late @[[#@LINE]]{{$}}
  mtx_unlock(&sc->f);
  mtx_unlock(&sc->e);
}

// Other files could call it, and none is given.
void early_elsewhere(struct softc *sc) {
  mtx_lock(&sc->i);
  mtx_lock(&sc->j); // CHECK-DAG: {{^}}order struct softc::i -> struct softc::j in early_elsewhere @[[#@LINE]]{{$}}
  mtx_unlock(&sc->j);
  mtx_unlock(&sc->i);
}

// Whoever it is handed to may call it at any time.
static void handed(struct softc *sc) {
  mtx_lock(&sc->m);
  mtx_lock(&sc->n); // CHECK-DAG: {{^}}order struct softc::m -> struct softc::n in handed @[[#@LINE]]{{$}}
  mtx_unlock(&sc->n);
  mtx_unlock(&sc->m);
}
static void (*later)(struct softc *);
static void call_later(void (*f)(struct softc *)) { later = f; }

static int attach(device_t dev) {
  struct softc *sc = softc_of(dev);

  mtx_init(&sc->k, "k", 0, 0);
  mtx_init(&sc->l, "l", 0, 0);
  mtx_lock(&sc->a);
  mtx_lock(&sc->b);
  mtx_unlock(&sc->b);
  mtx_unlock(&sc->a);
  early(sc);
  early_elsewhere(sc);
  handed(sc);
  call_later(handed);
  late(sc);
  // Other devices have these, too.
  mtx_lock(&list);
  mtx_lock(&pool); // CHECK-DAG: {{^}}order list -> pool in attach @[[#@LINE]]{{$}}
  mtx_unlock(&pool);
  mtx_unlock(&list);
  ether_ifattach(sc, "");
  late(sc);
  mtx_lock(&sc->g);
  mtx_lock(&sc->h); // CHECK-DAG: {{^}}order struct softc::g -> struct softc::h in attach @[[#@LINE]]{{$}}
  mtx_unlock(&sc->h);
  mtx_unlock(&sc->g);
  mtx_lock(&sc->k);
  mtx_lock(&sc->l); // CHECK-DAG: {{^}}order struct softc::k -> struct softc::l in attach @[[#@LINE]]{{$}}
  mtx_unlock(&sc->l);
  mtx_unlock(&sc->k);
  return 0;
}

// A detach routine is not alone.
static int detach(device_t dev) {
  struct softc *sc = softc_of(dev);

  mtx_lock(&sc->b);
  mtx_lock(&sc->a); // CHECK-DAG: {{^}}order struct softc::b -> struct softc::a in detach @[[#@LINE]]{{$}}
  mtx_unlock(&sc->a);
  mtx_unlock(&sc->b);
  // The other way round than attach, which never runs when this does.
  mtx_lock(&sc->l);
  mtx_lock(&sc->k); // CHECK-DAG: {{^}}order struct softc::l -> struct softc::k in detach @[[#@LINE]]{{$}}
  mtx_unlock(&sc->k);
  mtx_unlock(&sc->l);
  return 0;
}

static struct kobj_method methods[] = {
  {&device_attach_desc, (kobjop_t)attach},
  {&device_detach_desc, (kobjop_t)detach},
  {0, 0},
};

// CHECK-DAG: {{^}}handler attach as attach (alone), of struct kobj_method.func[device_attach_desc]{{$}}
// CHECK-DAG: {{^}}handler detach as detach (last), of struct kobj_method.func[device_detach_desc]{{$}}

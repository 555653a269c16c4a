// RUN: %locktidy graph --all --solved %s -- %kernel-freebsd | FileCheck %s
// What a framework calls closes no cycle with what is seen in attach routines alone,
// which may run before the framework knows the device.
typedef struct device *device_t;
struct mtx { int lock; };
void mtx_lock(struct mtx *m);
void mtx_unlock(struct mtx *m);
void ether_ifattach(void *ifp, const char *addr);
typedef void (*kobjop_t)(void);
struct kobjop_desc { const char *name; };
struct kobj_method { struct kobjop_desc *desc; kobjop_t func; };
extern struct kobjop_desc device_attach_desc, device_detach_desc;

struct softc { struct mtx a; };
struct other { struct mtx b; };
struct ops { void (*open)(void *); };
struct audio { struct mtx lock; struct ops *ops; void *arg; };
static struct softc *softc_of(device_t dev) { return (struct softc *)dev; }

void audio_open(struct audio *u) {
  mtx_lock(&u->lock);
  u->ops->open(u->arg);
  mtx_unlock(&u->lock);
}
static void audio_add(struct audio *u) {
  mtx_lock(&u->lock);
  mtx_unlock(&u->lock);
}

static void a_open(void *arg) {
  struct softc *sc = arg;
  mtx_lock(&sc->a);
  mtx_unlock(&sc->a);
}
static void b_open(void *arg) {
  struct other *o = arg;
  mtx_lock(&o->b);
  mtx_unlock(&o->b);
}
static struct ops a_ops = {a_open}, b_ops = {b_open};

static int attach(device_t dev) {
  struct softc *sc = softc_of(dev);
  struct audio *u = (struct audio *)sc;

  ether_ifattach(sc, "");
  mtx_lock(&sc->a);
  audio_add(u);
  mtx_unlock(&sc->a);
  return 0;
}
void reset(struct other *o, struct audio *u) {
  mtx_lock(&o->b);
  audio_add(u);
  mtx_unlock(&o->b);
}
static struct kobj_method methods[] = {
    {&device_attach_desc, (kobjop_t)attach},
    {0, 0}};

// CHECK-DAG: {{^}}cycle struct audio::lock -> struct softc::a -> struct audio::lock; may target{{$}}
// CHECK-DAG: {{^}}cycle struct audio::lock -> struct other::b -> struct audio::lock{{$}}

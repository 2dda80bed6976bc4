import time
from datetime import date
import pytest
import pyarrow as pa
from mingjing.risk import public
from tests.rooms.risk.tiny import AS_OF
N=60000
@pytest.mark.django_db
def test_speed(activated, learning, zhao, now):
    names=[f"feature_number_{i}" for i in range(8)]
    def predict(model, engine, *, as_of, progress):
        return pa.table({"subject_id":[f"subject_{i:026}" for i in range(N)],"probability":[1/(i+2) for i in range(N)],"rank":list(range(1,N+1)),"base":[.15]*N,"names":[names]*N,"values":[[i/7]*8 for i in range(N)],"contributions":[[i/70000-.3]*8 for i in range(N)],"category":["restaurant"]*N,"area":["60601"]*N,"district":["1"]*N})
    import mingjing.risk.learning.predict as p; p.predict=predict
    marks=[]
    t=time.time(); run=public.score(actor=zhao,now=now,as_of=AS_OF,progress=lambda m,s: marks.append((m,s,round(time.time()-t,1)))); print("score",time.time()-t, marks)
    t=time.time(); public.check_run(run.run_id); print("check",time.time()-t)
    t=time.time(); r=public.ranked(AS_OF); print("ranked",time.time()-t,len(r))
    from mingjing.kernel.paging import PageRequest
    from mingjing.risk.types import ScoreFilter
    t=time.time(); public.scores(run.run_id,PageRequest(400,50),ScoreFilter(area="60601")); print("page",time.time()-t)
    t=time.time(); public.facets(run.run_id); print("facets",time.time()-t)
    t=time.time(); public.score_of("subject_"+"0"*26); print("one",time.time()-t)
    from mingjing.risk.acts import score as S
    t=time.time(); tb=predict(None,None,as_of=None,progress=None); print("make",time.time()-t)
    t=time.time(); rows=S.scored(tb); print("scored",time.time()-t)
    t=time.time(); c=b"".join(S.lines(rows)); print("lines",time.time()-t, len(c))
    import gzip
    t=time.time(); g=gzip.compress(c,6,mtime=0); print("gz",time.time()-t, len(g))
